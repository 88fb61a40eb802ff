import { Duration, RemovalPolicy, aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, aws_lambda_destinations as destinations, aws_logs as logs, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationSignals, Concurrency, FailurePath, FunctionSecrets, Logs, MemorySize, Network, Release, SteadfastFunctionProps } from '../../src';
import { OVERLAPS } from '../../src/function/overlaps';
import { stackWith, steadfastFunction } from '../support/stacks';

/*
 * What this library and CDK both have a prop for: CDK's alone is adopted (props.test.ts), both together are refused.
 * Every pair of src/function/overlaps.ts stands here, so that a pair without a value fails.
 */

type Given = Partial<SteadfastFunctionProps>;
const stack = stackWith();
const vpc = new ec2.Vpc(stack, 'Vpc');
const queue = new sqs.Queue(stack, 'Queue');
const onFailure = new destinations.SqsDestination(queue);

const OWN: Record<string, Given> = {
  failurePath: { failurePath: FailurePath.toQueue() },
  onFailure: { onFailure },
  onSuccess: { onSuccess: onFailure },
  maxEventAge: { maxEventAge: Duration.hours(1) },
  retryAttempts: { retryAttempts: 1 },
  concurrency: { concurrency: Concurrency.unreserved() },
  logs: { logs: Logs.json() },
  release: { release: Release.allAtOnce() },
  memory: { memory: MemorySize.megabytes(1024) },
  applicationSignals: {
    applicationSignals: ApplicationSignals.byLayer(lambda.LayerVersion.fromLayerVersionArn(stack, 'Signals', 'arn:aws:lambda:us-east-1:111111111111:layer:signals:1')),
  },
  secrets: { secrets: FunctionSecrets.none() },
  network: { network: Network.privateSubnets(vpc) },
};

const INHERITED: Record<string, Given> = {
  'deadLetterQueue': { deadLetterQueue: queue },
  'deadLetterTopic': { deadLetterTopic: new sns.Topic(stack, 'Topic') },
  'deadLetterQueueEnabled': { deadLetterQueueEnabled: true },
  'onFailure': { onFailure },
  'currentVersionOptions.onFailure': { currentVersionOptions: { onFailure } },
  'currentVersionOptions.onSuccess': { currentVersionOptions: { onSuccess: onFailure } },
  'currentVersionOptions.maxEventAge': { currentVersionOptions: { maxEventAge: Duration.hours(2) } },
  'currentVersionOptions.retryAttempts': { currentVersionOptions: { retryAttempts: 0 } },
  'currentVersionOptions.removalPolicy': { currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } },
  'memorySize': { memorySize: 512 },
  'reservedConcurrentExecutions': { reservedConcurrentExecutions: 5 },
  'logGroup': { logGroup: new logs.LogGroup(stack, 'Group') },
  'logRetention': { logRetention: logs.RetentionDays.ONE_DAY },
  'logRemovalPolicy': { logRemovalPolicy: RemovalPolicy.DESTROY },
  'logRetentionRole': { logRetentionRole: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) },
  'logRetentionRetryOptions': { logRetentionRetryOptions: { maxRetries: 3 } },
  'logFormat': { logFormat: 'Text' },
  'loggingFormat': { loggingFormat: lambda.LoggingFormat.TEXT },
  'applicationLogLevel': { applicationLogLevel: 'WARN' },
  'applicationLogLevelV2': { applicationLogLevelV2: lambda.ApplicationLogLevel.WARN },
  'systemLogLevel': { systemLogLevel: 'WARN' },
  'systemLogLevelV2': { systemLogLevelV2: lambda.SystemLogLevel.WARN },
  'adotInstrumentation': {
    adotInstrumentation: {
      layerVersion: lambda.AdotLayerVersion.fromJavaScriptSdkLayerVersion(lambda.AdotLambdaLayerJavaScriptSdkVersion.LATEST),
      execWrapper: lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
    },
  },
  'paramsAndSecrets': { paramsAndSecrets: lambda.ParamsAndSecretsLayerVersion.fromVersion(lambda.ParamsAndSecretsVersions.V1_0_103) },
  'vpc': { vpc },
  'vpcSubnets': { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } },
  'securityGroups': { securityGroups: [new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc })] },
  'allowAllOutbound': { allowAllOutbound: true },
  'allowAllIpv6Outbound': { allowAllIpv6Outbound: true },
  'allowPublicSubnet': { allowPublicSubnet: true },
};

const pairs = OVERLAPS.flatMap(({ own, inherited }) => inherited.map((name): [string, string] => [own, name]));

test.each(pairs)('%s beside %s is refused', (own, inherited) => {
  const id = `${own}-${inherited}`.replace(/\./g, '-');
  expect(() => steadfastFunction(stack, id, { ...INHERITED[inherited], ...OWN[own] })).toThrow(/must be decided once; given: .* and /);
});

test('the refusal names both props and the way out', () => {
  expect(() => steadfastFunction(stackWith(), 'Function', { release: Release.canary(), currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } }))
    .toThrow('What becomes of old versions must be decided once; given: release and currentVersionOptions.removalPolicy. Remove currentVersionOptions.removalPolicy, or remove release');
});

describe('failed events go to one place', () => {
  const [topic, enabled] = [INHERITED.deadLetterTopic, INHERITED.deadLetterQueueEnabled];

  test.each<[string, Given]>([
    ['onFailure and deadLetterQueue', { onFailure, deadLetterQueue: queue }],
    ['onFailure and deadLetterTopic', { onFailure, ...topic }],
    ['onFailure and deadLetterQueue', { currentVersionOptions: { onFailure }, ...enabled }],
    ['deadLetterQueue and deadLetterTopic', { deadLetterQueue: queue, ...topic }],
    ['deadLetterQueue and deadLetterTopic', { ...enabled, ...topic }],
  ])('%s are refused', (given, props) => {
    expect(() => steadfastFunction(stackWith(), 'Function', props)).toThrow(`must go to one place, for the live alias has one destination; given: ${given}.`);
  });

  test('a dead-letter queue that is switched off is refused', () => {
    expect(() => steadfastFunction(stackWith(), 'Function', { deadLetterQueue: queue, deadLetterQueueEnabled: false })).toThrow('given: deadLetterQueue and deadLetterQueueEnabled: false');
  });

  test('a topic beside a queue that is switched off is what CDK takes, too', () => {
    expect(() => steadfastFunction(stack, 'Told', { ...topic, deadLetterQueueEnabled: false })).not.toThrow();
  });
});

test('what else versions are told stands beside a release', () => {
  const own = stackWith();
  steadfastFunction(own, 'Function', { release: Release.canary(), currentVersionOptions: { description: 'mine', provisionedConcurrentExecutions: 2 } });
  Template.fromStack(own).hasResourceProperties('AWS::Lambda::Version', { Description: 'mine', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } });
});

test('asynchronous settings of versions move to the live alias, where events arrive', () => {
  const own = stackWith();
  const given = new sqs.Queue(own, 'Given');
  steadfastFunction(own, 'Function', { currentVersionOptions: { onFailure: new destinations.SqsDestination(given), retryAttempts: 0 } });
  const template = Template.fromStack(own);
  template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    Qualifier: { 'Fn::Select': [7, Match.anyValue()] },
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Given'), 'Arn'] } } },
  });
});
