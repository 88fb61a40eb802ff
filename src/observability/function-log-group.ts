import { RemovalPolicy, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

const ID = 'LogGroup';

/** What a user may decide about a function's log group. */
export interface LogGroupDecisions {
  /** The user's own group. */
  readonly logGroup?: logs.ILogGroupRef;
  /** How long logs are kept. */
  readonly logRetention?: logs.RetentionDays;
  /** What happens to the group with its stack. */
  readonly logRemovalPolicy?: RemovalPolicy;
}

/** Gives a function a log group that it owns, with bounded retention, and the right to write to that group only. */
export function ownLogGroup(fn: lambda.Function, decisions: LogGroupDecisions): logs.ILogGroup {
  const given = decisions.logGroup && logs.LogGroup.fromLogGroupArn(fn, 'GivenLogGroup', arnOf(decisions.logGroup));
  const flagged = fn.node.tryFindChild(ID);
  if (given) {
    fn.addToRolePolicy(writeTo(given));
    return given;
  }
  if (flagged instanceof logs.LogGroup) return keepFlagged(fn, flagged, decisions);

  const defaults = SteadfastDefaults.of(fn);
  const group = new logs.LogGroup(fn, ID, {
    retention: decisions.logRetention ?? defaults.logRetention ?? logs.RetentionDays.THREE_MONTHS,
    removalPolicy: decisions.logRemovalPolicy ?? defaults.removalPolicy ?? RemovalPolicy.RETAIN,
    encryptionKey: defaults.encryptionKey,
  });
  cfnFunction(fn).addPropertyOverride('LoggingConfig.LogGroup', group.logGroupName);
  fn.addToRolePolicy(writeTo(group));
  return group;
}

/**
 * Keeps the group that a feature flag of CDK made, under the name it has.
 *
 * Its name holds the function's, and the function waits for its role's policy: the right to write must be a policy of its own, or they wait in a circle.
 */
function keepFlagged(fn: lambda.Function, group: logs.LogGroup, decisions: LogGroupDecisions): logs.ILogGroup {
  const resource = group.node.defaultChild as logs.CfnLogGroup;
  resource.retentionInDays = decisions.logRetention ?? SteadfastDefaults.of(fn).logRetention ?? resource.retentionInDays;
  if (decisions.logRemovalPolicy) group.applyRemovalPolicy(decisions.logRemovalPolicy);
  fn.role?.attachInlinePolicy(new iam.Policy(fn, 'LogWriter', { statements: [writeTo(group)] }));
  return group;
}

function writeTo(group: logs.ILogGroup): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group.logGroupArn] });
}

function arnOf(group: logs.ILogGroupRef): string {
  return group.logGroupRef.logGroupArn;
}

function cfnFunction(fn: lambda.Function): lambda.CfnFunction {
  return fn.node.defaultChild as lambda.CfnFunction;
}
