import { Names, Stack, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { writesTo } from '../../observability/function-log-group';
import { requireThat } from '../../validation/steadfast-error';
import { EventPath, ITrigger } from '../event-path';
import { FUNCTION_PARKS } from '../failure-stages';
import { stateEventPath } from '../stated-path';
import { functionBehind } from '../trigger-target';

/**
 * Sends the lines of a log group to a function; the destination of a `logs.SubscriptionFilter`.
 *
 * A function must not read its own logs: what it writes would call it again. A log group has at most 2 such filters (Amazon CloudWatch Logs quotas).
 *
 * @example
 * new logs.SubscriptionFilter(this, 'Errors', {
 *   logGroup: new logs.LogGroup(this, 'Audit'),
 *   destination: new LogTrigger(fn),
 *   filterPattern: logs.FilterPattern.anyTerm('ERROR'),
 * });
 */
export class LogTrigger implements logs.ILogSubscriptionDestination, ITrigger {
  /** What becomes of lines that fail. */
  public readonly eventPath: EventPath = {
    source: 'CloudWatch Logs', undelivered: { parkedBy: 'the log group itself' }, failed: FUNCTION_PARKS,
  };

  /** @param target the function that reads the logs */
  constructor(private readonly target: lambda.IFunction) {}

  /**
   * Lets the log group call the function; called by the subscription filter.
   *
   * @throws when the log group is the function's own
   */
  public bind(scope: Construct, source: logs.ILogGroupRef): logs.LogSubscriptionDestinationConfig {
    const fn = functionBehind(this.target);
    requireThat(scope, !fn || !writesTo(fn, source), {
      must: 'A function must not be called by its own log group, or it calls itself for ever',
      given: source.node.path,
      remedy: 'Subscribe another function.',
    });
    const stack = Stack.of(scope);
    const id = `InvokeByLogs${Names.nodeUniqueId(source.node)}`;
    // Two filters of a group may call the same function, and one permission does for both.
    if (!this.target.permissionsNode.tryFindChild(id)) {
      this.target.addPermission(id, {
        principal: new iam.ServicePrincipal('logs.amazonaws.com'),
        sourceArn: source.logGroupRef.logGroupArn,
        sourceAccount: stack.account,
      });
    }
    const permission = this.target.permissionsNode.tryFindChild(id);
    stateEventPath(permission, this.eventPath);
    // A filter is refused while its function may not be called.
    if (permission) scope.node.addDependency(permission);
    return { arn: this.target.functionArn };
  }
}
