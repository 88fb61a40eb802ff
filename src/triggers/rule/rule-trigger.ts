import { aws_events as events, aws_lambda as lambda } from 'aws-cdk-lib';
import { FunctionRuleTarget } from './function-rule-target';
import { EVENT_BRIDGE_PARKS } from '../event-bridge-delivery';
import { EventPath, ITrigger } from '../event-path';
import { FUNCTION_PARKS } from '../failure-stages';
import { stateEventPath } from '../stated-path';

/** Properties of a RuleTrigger. */
export interface RuleTriggerProps {
  /**
   * What the function receives.
   *
   * @default - the whole event
   */
  readonly input?: events.RuleTargetInput;
}

/**
 * Invokes a function by a rule that you made yourself.
 *
 * Its parking and its permission are those of an EventTrigger, which makes the rule as well. A rule has at most 5 targets (Amazon EventBridge quotas).
 *
 * @example
 * const rule = new events.Rule(this, 'Stopped', { eventPattern: { source: ['aws.ec2'], detail: { state: ['stopped'] } } });
 * fn.addEventSource(new RuleTrigger(rule));
 */
export class RuleTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of an event that fails. */
  public readonly eventPath: EventPath = { source: 'EventBridge', undelivered: EVENT_BRIDGE_PARKS, failed: FUNCTION_PARKS };

  /** @param rule the rule whose events invoke the function */
  constructor(private readonly rule: events.Rule, private readonly props: RuleTriggerProps = {}) {}

  /** Makes a function a target of the rule; called by `fn.addEventSource`. */
  public bind(target: lambda.IFunction): void {
    this.rule.addTarget(new FunctionRuleTarget(target, this.props.input));
    stateEventPath(this.rule, this.eventPath);
  }
}
