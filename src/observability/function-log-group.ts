import { RemovalPolicy, Stack, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { countColdStarts } from './cold-starts';
import { Logs } from './logs';
import { answerInline } from '../acknowledgements/rights-answers';
import { USUAL_RETENTION, letLogsUse } from '../defaults/closed-log-group';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { requireThat } from '../validation/steadfast-error';

const ID = 'LogGroup';
const GIVEN = 'GivenLogGroup';

/** What a user may decide about a function's log group. */
export interface LogGroupDecisions {
  /** The user's own group. */
  readonly logGroup?: logs.ILogGroupRef;
  /** How long logs are kept. */
  readonly logRetention?: logs.RetentionDays;
  /** What happens to the group with its stack. */
  readonly logRemovalPolicy?: RemovalPolicy;
  /** All of it in one strategy. */
  readonly logs?: Logs;
}

/** Gives a function a log group that it owns, with bounded retention, and the right to write to that group only. */
export function ownLogGroup(fn: lambda.Function, decisions: LogGroupDecisions): logs.ILogGroup {
  const given = decisions.logGroup && logs.LogGroup.fromLogGroupArn(fn, GIVEN, arnOf(decisions.logGroup));
  const flagged = fn.node.tryFindChild(ID);
  if (given) {
    fn.addToRolePolicy(writeTo(given));
    return given;
  }
  const group = flagged instanceof logs.LogGroup ? keepFlagged(fn, flagged, decisions) : makeGroup(fn, decisions);
  const options = decisions.logs?._options;
  if (options?.subscription) {
    group.addSubscriptionFilter('Subscription', { destination: options.subscription, filterPattern: logs.FilterPattern.allEvents() });
  }
  if (options?.countColdStarts) countColdStarts(fn, group);
  return group;
}

/** Whether the log group of a function is known: to ask others for theirs would make CDK inject a function that makes it. */
export function hasKnownLogGroup(fn: lambda.Function): boolean {
  return [ID, GIVEN].some(id => fn.node.tryFindChild(id) !== undefined);
}

/** Whether a function is known to write its logs to a group. */
export function writesTo(fn: lambda.Function, group: logs.ILogGroupRef): boolean {
  const config = Stack.of(fn).resolve(cfnFunction(fn).loggingConfig) as { logGroup?: unknown } | undefined;
  return fn.node.tryFindChild(ID) === group
    || (config?.logGroup !== undefined && JSON.stringify(config.logGroup) === JSON.stringify(Stack.of(fn).resolve(group.logGroupRef.logGroupName)));
}

function makeGroup(fn: lambda.Function, decisions: LogGroupDecisions): logs.ILogGroup {
  const defaults = SteadfastDefaults._takenBy(fn);
  const options = decisions.logs?._options;
  const group = new logs.LogGroup(fn, ID, {
    retention: options?.retention ?? decisions.logRetention ?? defaults.logRetention ?? USUAL_RETENTION,
    removalPolicy: options?.removalPolicy ?? decisions.logRemovalPolicy ?? defaults.removalPolicy ?? RemovalPolicy.RETAIN,
    encryptionKey: letLogsUse(fn, options?.encryptionKey ?? defaults.encryptionKey),
    dataProtectionPolicy: options?.dataProtection,
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
  const options = decisions.logs?._options;
  requireThat(fn, !options?.dataProtection, {
    must: 'Data is protected in a log group that this library makes',
    given: 'dataProtection, and a log group that CDK made by the flag @aws-cdk/aws-lambda:useCdkManagedLogGroup',
    remedy: 'Switch the flag off for this stack, or set dataProtectionPolicy on the group.',
  });
  const defaults = SteadfastDefaults._takenBy(fn);
  resource.kmsKeyId = letLogsUse(fn, options?.encryptionKey ?? defaults.encryptionKey)?.keyArn ?? resource.kmsKeyId;
  resource.retentionInDays = options?.retention ?? decisions.logRetention ?? defaults.logRetention ?? resource.retentionInDays;
  const removalPolicy = options?.removalPolicy ?? decisions.logRemovalPolicy;
  if (removalPolicy) group.applyRemovalPolicy(removalPolicy);
  const writer = new iam.Policy(fn, 'LogWriter', { statements: [writeTo(group)] });
  answerInline(writer);
  fn.role?.attachInlinePolicy(writer);
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
