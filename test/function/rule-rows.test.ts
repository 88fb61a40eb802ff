import {
  Annotations, App, Duration, SecretValue, Size, Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_iam as iam,
  aws_kms as kms,
  aws_lambda as lambda, aws_logs as logs, aws_rds as rds, aws_s3 as s3, aws_s3_notifications as notifications, aws_scheduler as scheduler,
  aws_sns as sns,
  aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Annotations as Said, Match, Template } from 'aws-cdk-lib/assertions';
import {
  BucketDelivery, BucketTrigger, Concurrency, EdgeFunction, FailedRecords, FailurePath, FunctionAlarms,
  FunctionTask, Network, QueueTrigger, Release, RestIntegration,
  ScheduleTrigger, SmokeTest, SteadfastDefaults, SteadfastFunctionProps, TableStreamTrigger, UrlTrigger,
} from '../../src';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { stackWith, steadfastFunction } from '../support/stacks';

/*
 * Every rule of the checker, and what the constructs say of it before there is a template:
 * an error where it cannot work, a warning where somebody may have reasons,
 * or nothing but the reason, where the user gave one by a typed opt-out. A rule that is added to the book fails the first test until it stands in one of the lists.
 */

/** What refuses (at construction or at synth), by words of the message; what warns, by its id; what is acknowledged in the template. */
type Told = { readonly error: string | RegExp } | { readonly warning: string } | 'acknowledged';

interface Row {
  readonly rule: string;
  readonly cause: (stack: Stack) => void;
  readonly told: Told;
}

const row = (rule: string, told: Told, cause: (stack: Stack) => void): Row => ({ rule, told, cause });
const error = (words: string | RegExp): Told => ({ error: words });
const WARNING = (rule: string): Told => ({ warning: `cdk-steadfast:${rule}` });
const given = (rule: string, told: Told, props: Partial<SteadfastFunctionProps>): Row => row(rule, told, stack => { steadfastFunction(stack, 'Function', props); });
const right = (action: string, resource = 'arn:aws:s3:::bucket/key'): iam.PolicyStatement => new iam.PolicyStatement({ actions: [action], resources: [resource] });
const queueIn = (stack: Stack, props: sqs.QueueProps, attempts = 5, parking: sqs.QueueProps = { retentionPeriod: Duration.days(14) }): sqs.Queue => new sqs.Queue(stack, 'Given', {
  visibilityTimeout: Duration.seconds(90), deadLetterQueue: { queue: new sqs.Queue(stack, 'Parked', parking), maxReceiveCount: attempts }, ...props,
});
const onQueue = (rule: string, words: string, make: (stack: Stack) => sqs.Queue): Row =>
  row(rule, error(words), stack => steadfastFunction(stack).addEventSource(new QueueTrigger({ queue: make(stack) })));
const tableIn = (stack: Stack): dynamodb.Table => new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
});
const EVERY_MINUTE = scheduler.ScheduleExpression.rate(Duration.minutes(1));
const PYTHON = { runtime: lambda.Runtime.PYTHON_3_13 };

const ROWS: Row[] = [
  // Events are not lost
  row('async-failure-destination', 'acknowledged', stack => steadfastFunction(stack, 'Function', { failurePath: FailurePath.dropBecause('a metric') })
    .grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': stack.account } } }))),
  onQueue('queue-redrive', 'must have a dead-letter queue', stack => queueIn(stack, { deadLetterQueue: undefined })),
  onQueue('queue-max-receive', 'at least 5 receives', stack => queueIn(stack, {}, 3)),
  onQueue('queue-visibility', 'visibility timeout', stack => queueIn(stack, { visibilityTimeout: Duration.seconds(30) })),
  onQueue('dlq-retention', 'must keep messages longer', stack => queueIn(stack, {}, 5, { retentionPeriod: Duration.days(1) })),
  row('queue-overpull', WARNING('queue-overpull'), stack => steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 1 }).addEventSource(new QueueTrigger())),
  row('dlq-kind', error('must go to a standard queue'), stack => { steadfastFunction(stack, 'Function', { failurePath: FailurePath.toQueue(new sqs.Queue(stack, 'Fifo', { fifo: true })) }); }),
  row('dlq-key', error('must let alarms use it'), stack => {
    SteadfastDefaults.of(stack).set({ alarmTopic: new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') }) });
    steadfastFunction(stack);
  }),
  row('alarm-permission', error('must let alarms publish'), stack => {
    SteadfastDefaults.of(stack).set({ alarmTopic: new sns.Topic(stack, 'Topic', { enforceSSL: true }) });
    steadfastFunction(stack);
  }),
  row('stream-failure-destination', 'acknowledged', stack => steadfastFunction(stack).addEventSource(new TableStreamTrigger(tableIn(stack), { failedRecords: FailedRecords.dropBecause('a cache') }))),
  row('stream-failure-destination', error('retryAttempts must be a whole number from 0 to 10000'), stack => steadfastFunction(stack).addEventSource(new TableStreamTrigger(tableIn(stack), { retryAttempts: -1 }))),
  row('stream-failure-keeps-record', WARNING('stream-failure-keeps-record'), stack => steadfastFunction(stack)
    .addEventSource(new TableStreamTrigger(tableIn(stack), { failedRecords: FailedRecords.toQueue(new sqs.Queue(stack, 'Pointers')) }))),
  row('stream-starting-position', WARNING('stream-starting-position'), stack => steadfastFunction(stack)
    .addEventSource(new TableStreamTrigger(tableIn(stack), { startingPosition: lambda.StartingPosition.LATEST }))),
  row('stream-consumers', WARNING('stream-consumers'), stack => {
    const table = tableIn(stack);
    ['One', 'Two', 'Three'].forEach(id => steadfastFunction(stack, id).addEventSource(new TableStreamTrigger(table)));
  }),
  row('eventbridge-off', error('must send its events to EventBridge'), stack => steadfastFunction(stack)
    .addEventSource(new BucketTrigger(s3.Bucket.fromBucketName(stack, 'Imported', 'imported')))),
  row('notification-overwritten', error('must write the notifications of a bucket'), stack => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(new sqs.Queue(stack, 'Queue')));
  }),
  row('notification-overlap', error('must have prefixes and suffixes that do not overlap'), stack => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    ['in/', 'in/new/'].forEach((prefix, index) => steadfastFunction(stack, `Function${index}`)
      .addEventSource(new BucketTrigger(bucket, { prefix, delivery: BucketDelivery.notifyingQueue() })));
  }),
  row('workflow-retry', WARNING('workflow-retry'), stack => {
    const task = new FunctionTask(stack, 'Task', { lambdaFunction: steadfastFunction(stack), retryOnServiceExceptions: false });
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(task) });
  }),
  row('mapping-disabled', WARNING('mapping-disabled'), stack => steadfastFunction(stack).addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.hours(1)), { enabled: false }))),
  // Concurrency and connections
  given('provisioned-over-reserved', error('must fit into the reserved concurrency'), { concurrency: Concurrency.provisioned({ executions: 5, reserved: 3 }) }),
  given('concurrency-budget', WARNING('concurrency-budget'), { concurrency: Concurrency.reserved(950) }),
  row('source-over-reserved', error('must not exceed the function\'s reserved concurrency'), stack => steadfastFunction(stack, 'Function', { concurrency: Concurrency.reserved(5) })
    .addEventSource(new QueueTrigger({ maxConcurrency: 10 }))),
  given('snapstart-conflict', error('either SnapStart or provisioned concurrency'), {
    ...PYTHON, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, concurrency: Concurrency.provisioned({ executions: 1 }),
  }),
  row('database-connections', WARNING('database-connections'), stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const database = new rds.DatabaseInstance(stack, 'Database', { vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }) });
    steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc, { reaches: [database] }) });
  }),
  // Time
  row('timeout-chain', error('waits 29 seconds'), stack => {
    const fn = steadfastFunction(stack, 'Function', { timeout: Duration.minutes(1) });
    new apigateway.RestApi(stack, 'Api').root.addMethod('GET', new RestIntegration(fn, { openBecause: 'a test' }));
  }),
  given('timeout-wall', WARNING('timeout-wall'), { timeout: Duration.minutes(15) }),
  given('timeout-wall', error('timeout of 1 to 900 seconds'), { timeout: Duration.minutes(16) }),
  row('schedule-overlap', WARNING('schedule-overlap'), stack => steadfastFunction(stack, 'Function', { timeout: Duration.minutes(5) }).addEventSource(new ScheduleTrigger(EVERY_MINUTE))),
  // Release
  row('alias-bypassed', WARNING('url-bypasses-alias'), stack => { steadfastFunction(stack).addFunctionUrl(); }),
  given('canary-without-alarm', error('at most 10 alarms'), { release: Release.canary({ alarms: Array(10).fill(undefined) }) }),
  // Access
  given('action-wildcard', WARNING('action-wildcard'), { initialPolicy: [right('s3:Get*')] }),
  row('action-wildcard', WARNING('action-wildcard'), stack => { new s3.Bucket(stack, 'Bucket').grantRead(steadfastFunction(stack)); }),
  row('resource-wildcard', WARNING('resource-wildcard'), stack => steadfastFunction(stack).addToRolePolicy(right('sqs:SendMessage', '*'))),
  row('aws-managed-policy', WARNING('aws-managed-policy'), stack => {
    const policy = iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit');
    steadfastFunction(stack, 'Function', { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), managedPolicies: [policy] }) });
  }),
  given('aws-managed-policy', WARNING('aws-managed-policy'), { insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_119_0 }),
  row('shared-role', WARNING('shared-role'), stack => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    ['One', 'Two'].forEach(id => steadfastFunction(stack, id, { role }));
  }),
  given('other-functions-logs', WARNING('other-functions-logs'), { initialPolicy: [right('logs:PutLogEvents', 'arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/*')] }),
  row('invoke-without-source', WARNING('invoke-without-source'), stack => { steadfastFunction(stack).grantInvoke(new iam.ServicePrincipal('apigateway.amazonaws.com')); }),
  row('public-invoke', WARNING('public-invoke'), stack => { steadfastFunction(stack).liveAlias.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE }); }),
  row('public-invoke', WARNING('public-invoke'), stack => steadfastFunction(stack).addPermission('All', { principal: new iam.AnyPrincipal() })),
  row('public-invoke', 'acknowledged', stack => steadfastFunction(stack).addEventSource(new UrlTrigger({ openBecause: 'a public page' }))),
  given('secret-in-environment', error('must not stand in an environment variable'), { environment: { PASSWORD: SecretValue.secretsManager('database').unsafeUnwrap() } }),
  // Operation, package, network
  given('log-retention', WARNING('log-retention'), { logRetention: logs.RetentionDays.INFINITE }),
  row('log-retention', WARNING('log-retention'), stack => { steadfastFunction(stack, 'Function', { logGroup: new logs.LogGroup(stack, 'Mine', { retention: logs.RetentionDays.INFINITE }) }); }),
  given('function-alarms', 'acknowledged', { alarms: FunctionAlarms.none('a sandbox') }),
  given('iterator-age-alarm', 'acknowledged', { alarms: FunctionAlarms.none('a sandbox') }),
  given('tracing', WARNING('tracing'), { tracing: lambda.Tracing.DISABLED }),
  given('runtime-end-of-life', WARNING('runtime-end-of-life'), { runtime: lambda.Runtime.NODEJS_16_X }),
  given('environment-size', error('at most 4096 bytes'), { environment: { TEXT: 'x'.repeat(5_000) } }),
  given('environment-size', error('reserved by the lambda runtime'), { environment: { AWS_REGION: 'eu-west-1' } }),
  row('layers', error(/5 layers/), stack => {
    const layers = [1, 2, 3, 4, 5, 6].map(n => lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${n}`, `arn:aws:lambda:us-east-1:111111111111:layer:mine:${n}`));
    steadfastFunction(stack, 'Function', { layers });
  }),
  row('filters', WARNING('filters'), stack => steadfastFunction(stack).addEventSource(new QueueTrigger({ filters: Array(6).fill({ pattern: '{}' }) }))),
  row('filters', error('at most 10 filters'), stack => steadfastFunction(stack).addEventSource(new QueueTrigger({ filters: Array(11).fill({ pattern: '{}' }) }))),
  row('mapping-limits', error('1 to 10000 messages'), stack => steadfastFunction(stack).addEventSource(new QueueTrigger({ batchSize: 20_000, maxBatchingWindow: Duration.seconds(1) }))),
  given('async-limits', error('between 0 and 2'), { retryAttempts: 5 }),
  given('size-scope', error('memory of 128 to 10240 MB'), { memorySize: 64 }),
  given('size-scope', error('between 512 and 10240 MB'), { ephemeralStorageSize: Size.gibibytes(20) }),
  row('network-size', error('at most 5 security groups'), stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    steadfastFunction(stack, 'Function', { vpc, securityGroups: [1, 2, 3, 4, 5, 6].map(n => new ec2.SecurityGroup(stack, `Group${n}`, { vpc })) });
  }),
  row('isolated-network', WARNING('isolated-network'), stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
    const fn = steadfastFunction(stack, 'Function', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    fn.addToRolePolicy(right('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111111111111:jobs'));
  }),
  row('edge-limits', error('must do with 5 seconds'), () => {
    const stack = new Stack(new App(), 'Edge', { env: { region: 'us-east-1', account: '111111111111' } });
    const edge = new EdgeFunction(stack, 'Function', { code: lambda.Code.fromInline('//'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X, timeout: Duration.seconds(30) });
    edge.at('viewer-request' as never);
  }),
];

/** Rules that no prop breaks, and why. */
const NEVER: Record<string, string> = {
  'delivery-dlq': 'every trigger that delivers names the parking queue',
  'delivery-permission': 'every trigger permits itself on what it invokes, and opens the parking queue to its service',
  'partial-batch': 'the triggers set it, and no prop takes it off',
  'dlq-alarm': 'every place that the library parks events in is alarmed; a queue of the user\'s is the user\'s',
  'policy-overwritten': 'it takes two policies on one queue or topic, which are the user\'s own resources',
  'recursion': 'it takes a trigger and a right to write to its source: two calls, each right by itself; the checker sees both',
  'weighted-provisioned': 'the live alias has no weights, and what is kept warm is kept on the version',
  'default-size': 'time and memory always stand in the template',
  'canary-alarm-mixes-versions': 'the release\'s own alarm reads the new version only, and cannot be taken off',
  'version-pinned': 'the live alias follows the version that is published',
  'url-permission': 'CDK gives both rights together',
  'resource-policy-size': 'it takes some fifty callers, each by a call of its own; our integrations need one permission an API',
  'stack-size': 'it takes hundreds of resources, each by itself right; CDK says it at synth as well',
  'mapping-permission': 'the triggers grant what their mapping needs; what an imported role may do is not in the template',
  'failure-permission': 'a failure path grants what it needs; what an imported role may do is not in the template',
};

/** Whether the constructs, the synthesis or the template say it. */
function expectTold(stack: Stack, { rule, cause, told }: Row): void {
  if (told !== 'acknowledged' && 'error' in told) {
    expect(() => { cause(stack); Template.fromStack(stack); }).toThrow(told.error);
    return;
  }
  cause(stack);
  const template = Template.fromStack(stack);
  if (told === 'acknowledged') {
    expect(JSON.stringify(template.toJSON())).toContain(`"rule":"${rule}","reason":`);
  } else {
    expect(Said.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`\\[ack: ${told.warning}\\]`))).toHaveLength(1);
  }
}

test('every rule of the book stands in one list, and only in one', () => {
  const caused = new Set(ROWS.map(({ rule }) => rule));
  expect([...caused, ...Object.keys(NEVER)].sort()).toEqual(RULE_BOOK.map(({ id }) => id).sort());
});

test.each(ROWS.map((each): [string, Row] => [each.rule, each]))('%s is said', (_rule, each) => {
  expectTold(stackWith({ '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false }), each);
});

test('a function as it comes is told nothing', () => {
  const stack = stackWith();
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111111111111:alarms') });
  const fn = steadfastFunction(stack);
  fn.addEventSource(new QueueTrigger());
  fn.addEventSource(new ScheduleTrigger(EVERY_MINUTE));
  fn.addEventSource(new TableStreamTrigger(tableIn(stack)));
  fn.addEventSource(new BucketTrigger(new s3.Bucket(stack, 'Bucket')));
  fn.addEventSource(new UrlTrigger());
  Said.fromStack(stack).hasNoWarning('*', Match.anyValue());
});

test('a warning is acknowledged by its id', () => {
  const stack = stackWith();
  const fn = steadfastFunction(stack, 'Function', { timeout: Duration.minutes(15) });
  Annotations.of(fn).acknowledgeWarning('cdk-steadfast:timeout-wall', 'it is idempotent');
  Said.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('timeout-wall'));
});

test('nor is one told of what stands below it with a role of its own: its smoke test, its schedule', () => {
  const stack = stackWith();
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
  const fn = steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: {} }) }) });
  fn.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1))));
  Said.fromStack(stack).hasNoWarning('*', Match.anyValue());
});
