import { aws_events as events, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { refuseSecond } from '../connected-once';
import { LONGEST_DELIVERY, rulesOf } from '../event-bridge-delivery';
import { parkUndelivered } from '../undelivered';

/** A function as the target of a rule; events that cannot be delivered are parked. */
export class FunctionRuleTarget implements events.IRuleTarget {
  constructor(private readonly target: lambda.IFunction, private readonly input?: events.RuleTargetInput) {}

  /** Permits the rule on what is invoked and names the place for undeliverable events. */
  public bind(rule: events.IRule): events.RuleTargetConfig {
    const parking = parkUndelivered(rule, rulesOf(rule));
    const id = rule instanceof events.Rule ? `Allow${this.target.node.addr}` : `AllowRule${rule.node.addr}`;
    refuseSecond(rule, id, 'A rule');
    this.target.addPermission(id, {
      principal: new iam.ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.ruleArn,
      scope: rule instanceof events.Rule ? rule : undefined,
    });
    return {
      arn: this.target.functionArn,
      deadLetterConfig: { arn: parking.queueArn },
      retryPolicy: LONGEST_DELIVERY,
      input: this.input,
      targetResource: this.target,
    };
  }
}
