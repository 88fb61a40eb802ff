import { Duration, aws_events as events, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { openToRules, stackParking } from '../failure/stack-parking';
import { alarmWhenParked } from '../observability/parked-alarm';

/** How long EventBridge keeps trying to deliver, and how often: its own longest and most (EventBridge quotas). */
const DELIVERY = { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 };

/** A function as the target of a rule; events that cannot be delivered are parked. */
export class FunctionRuleTarget implements events.IRuleTarget {
  constructor(private readonly target: lambda.IFunction) {}

  /** Permits the rule on what is invoked and names the place for undeliverable events. */
  public bind(rule: events.IRule): events.RuleTargetConfig {
    const parking = stackParking(rule);
    openToRules(parking);
    alarmWhenParked(parking);
    this.target.addPermission(`AllowRule${rule.node.addr}`, {
      principal: new iam.ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.ruleArn,
      scope: rule instanceof events.Rule ? rule : undefined,
    });
    return {
      arn: this.target.functionArn,
      deadLetterConfig: { arn: parking.queueArn },
      retryPolicy: DELIVERY,
      targetResource: this.target,
    };
  }
}
