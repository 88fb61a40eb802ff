import { aws_events as events, aws_lambda as lambda } from 'aws-cdk-lib';
import { checkEvents } from './event-pattern-check';
import { FunctionRuleTarget } from './function-rule-target';
import { EVENT_BRIDGE_PARKS } from '../event-bridge-delivery';
import { EventPath, ITrigger } from '../event-path';
import { FUNCTION_PARKS } from '../failure-stages';
import { freeId } from '../free-id';
import { stateEventPath } from '../stated-path';
import { constructOf } from '../trigger-target';

/** Properties of an EventTrigger. */
export interface EventTriggerProps {
  /**
   * The bus to listen to.
   *
   * @default - the default bus of the account, where AWS services send their events
   */
  readonly eventBus?: events.IEventBus;

  /**
   * What the rule is for, in its description.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * What the function receives.
   *
   * @default - the whole event
   */
  readonly input?: events.RuleTargetInput;
}

/**
 * Invokes a function for the events of a bus that match a pattern.
 *
 * An event that cannot be delivered within 24 hours is parked, and so is one that the function failed on every attempt.
 *
 * @example
 * fn.addEventSource(new EventTrigger({ source: ['shop.orders'], detailType: ['OrderPlaced'] }));
 */
export class EventTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of an event that fails. */
  public readonly eventPath: EventPath = { source: 'EventBridge', undelivered: EVENT_BRIDGE_PARKS, failed: FUNCTION_PARKS };

  /** @param pattern which events; it names at least a source, a detail type, a resource or a detail */
  constructor(private readonly pattern: events.EventPattern, private readonly props: EventTriggerProps = {}) {}

  /**
   * Connects the bus to a function; called by `fn.addEventSource`.
   *
   * @throws when the pattern matches every event, is too long, or the bus belongs to another account
   */
  public bind(target: lambda.IFunction): void {
    const { eventBus, description, input } = this.props;
    checkEvents(target, this.pattern, eventBus);
    const rule = new events.Rule(constructOf(target), freeId(target, 'EventRule'), {
      eventPattern: this.pattern,
      eventBus,
      description,
      targets: [new FunctionRuleTarget(target, input)],
    });
    stateEventPath(rule, this.eventPath);
  }
}
