import {
  RemovalPolicy, Stack, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_events as events, aws_iam as iam, aws_lambda as lambda,
  aws_lambda_destinations as destinations, aws_logs as logs, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Choice, choiceOf } from './choices';
import { durationOf, maybe, numberOf, oddDuration, seldom } from './odd-values';
import { keyOf, shared } from './shared';
import {
  ApplicationSignals, Concurrency, FailurePath, FunctionAlarm, FunctionAlarms, FunctionSecrets, Logs, MemorySize, Network, NetworkEgress, Release,
  SmokeTest, SteadfastDefaultsProps, SteadfastFunctionOptions, SteadfastFunctionProps,
} from '../../src';
import { CODE } from '../support/stacks';

type Strategy<T> = (stack: Stack, choice: Choice<string>) => T;

const vpcOf = (stack: Stack): ec2.Vpc => shared(stack, 'Vpc', () => new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false }));
const topicOf = (stack: Stack): sns.Topic => shared(stack, 'SharedTopic', () => new sns.Topic(stack, 'SharedTopic'));
const queueOf = (stack: Stack): sqs.Queue => shared(stack, 'SharedQueue', () => new sqs.Queue(stack, 'SharedQueue'));
const alarmOf = (stack: Stack): cloudwatch.Alarm => shared(stack, 'Alarm', () => new cloudwatch.Alarm(stack, 'Alarm', {
  metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Failures' }), threshold: 1, evaluationPeriods: 1,
}));

const FAILURE_PATHS = {
  queue: () => FailurePath.toQueue(),
  givenQueue: stack => FailurePath.toQueue(queueOf(stack)),
  fifoQueue: stack => FailurePath.toQueue(shared(stack, 'Fifo', () => new sqs.Queue(stack, 'Fifo', { fifo: true }))),
  sharedQueue: () => FailurePath.toSharedQueue(),
  topic: stack => FailurePath.toTopic(topicOf(stack)),
  bus: stack => FailurePath.toBus(shared(stack, 'Bus', () => new events.EventBus(stack, 'Bus'))),
  bucket: stack => FailurePath.toBucket(shared(stack, 'Bucket', () => new s3.Bucket(stack, 'Bucket'))),
  callerHandles: (_stack, { text }) => FailurePath.callerHandles(text),
  drop: (_stack, { text }) => FailurePath.dropBecause(text),
} satisfies Record<string, Strategy<FailurePath>>;

const CONCURRENCIES = {
  unreserved: () => Concurrency.unreserved(),
  reserved: (_stack, { numbers: [executions] }) => Concurrency.reserved(numberOf(executions)),
  provisioned: (_stack, { numbers: [executions] }) => Concurrency.provisioned({ executions: numberOf(executions) }),
  scaled: (_stack, { numbers: [executions, maxExecutions, percent] }) => Concurrency.provisioned({
    executions: numberOf(executions), maxExecutions: numberOf(maxExecutions), targetUtilization: percent === 'token' ? undefined : percent / 100,
  }),
  provisionedOfReserved: (_stack, { numbers: [executions, , , reserved] }) => Concurrency.provisioned({
    executions: numberOf(executions), reserved: numberOf(reserved),
  }),
  stopped: (_stack, { text }) => Concurrency.stopped(text),
} satisfies Record<string, Strategy<Concurrency>>;

const RELEASES = {
  allAtOnce: () => Release.allAtOnce(),
  keepingVersions: () => Release.allAtOnce({ keepOldVersions: true }),
  canary: () => Release.canary(),
  canaryOf: (_stack, { numbers: [percentage, errorRate, minimumErrors], time }) => Release.canary({
    percentage: numberOf(percentage), interval: durationOf(time), errorRate: numberOf(errorRate), minimumErrors: numberOf(minimumErrors),
  }),
  linearOf: (_stack, { numbers: [percentage], time }) => Release.linear({ percentage: numberOf(percentage), interval: durationOf(time) }),
  watched: (stack, { numbers: [count] }) => Release.canary({
    alarms: Array.from({ length: Math.min(12, Math.max(0, Math.trunc(Number(count)) || 0)) }, () => alarmOf(stack)),
  }),
  tested: (_stack, { text, time }) => Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: { text }, timeout: time === 'token' ? undefined : durationOf(time) }) }),
  asked: (_stack, { text, numbers: [expectedStatus] }) => Release.linear({
    smokeTest: SmokeTest.ofRequest({ path: text, expectedStatus: numberOf(expectedStatus), body: text }),
  }),
} satisfies Record<string, Strategy<Release>>;

const ALARMS = {
  standard: () => FunctionAlarms.standard(),
  thresholds: (_stack, { numbers: [errorRate, minimumErrors, durationShare, throttles], time }) => FunctionAlarms.standard({
    errorRate: numberOf(errorRate),
    minimumErrors: numberOf(minimumErrors),
    durationShare: numberOf(durationShare),
    throttles: numberOf(throttles),
    iteratorAge: durationOf(time),
    anomaly: true,
  }),
  shares: (_stack, { numbers: [concurrencyShare, spillover, eventAgeShare] }) => FunctionAlarms.standard({
    concurrencyShare: numberOf(concurrencyShare), spillover: numberOf(spillover), eventAgeShare: numberOf(eventAgeShare),
  }),
  essential: () => FunctionAlarms.essential(),
  without: (_stack, { text }) => FunctionAlarms.standard().without(FunctionAlarm.DURATION, text),
  none: (_stack, { text }) => FunctionAlarms.none(text),
} satisfies Record<string, Strategy<FunctionAlarms>>;

const LOGS = {
  json: () => Logs.json(),
  counted: () => Logs.json({ countColdStarts: true, level: lambda.ApplicationLogLevel.DEBUG, systemLevel: lambda.SystemLogLevel.DEBUG }),
  encrypted: stack => Logs.json({ encryptionKey: keyOf(stack), retention: logs.RetentionDays.ONE_DAY, removalPolicy: RemovalPolicy.DESTROY }),
  text: (_stack, { text, numbers: [percent] }) => Logs.text({ serviceName: text, sampleRate: percent === 'token' ? undefined : percent / 100 }),
} satisfies Record<string, Strategy<Logs>>;

const SECRETS = {
  cached: (stack, { time }) => FunctionSecrets.cached({
    secrets: { API_KEY: shared(stack, 'Secret', () => new secretsmanager.Secret(stack, 'Secret')) }, timeToLive: durationOf(time),
  }),
  none: (_stack, { text }) => FunctionSecrets.none({ KEY: text }),
} satisfies Record<string, Strategy<FunctionSecrets>>;

const NETWORKS = {
  usual: stack => Network.privateSubnets(vpcOf(stack)),
  isolated: stack => Network.privateSubnets(vpcOf(stack), { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, egress: [] }),
  publicly: stack => Network.privateSubnets(vpcOf(stack), { subnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  stated: (stack, { text }) => Network.privateSubnets(vpcOf(stack), { egress: [NetworkEgress.to(ec2.Peer.ipv4('10.0.0.0/16'), ec2.Port.tcp(5432), text)] }),
  open: (stack, { text }) => Network.privateSubnets(vpcOf(stack), { egress: [NetworkEgress.https(), NetworkEgress.anywhere(text)] }),
  none: (_stack, { text }) => Network.none(text),
} satisfies Record<string, Strategy<Network>>;

const MEMORIES = {
  megabytes: (_stack, { numbers: [megabytes] }) => MemorySize.megabytes(megabytes === 'token' ? 512 : megabytes * 32),
} satisfies Record<string, Strategy<MemorySize>>;

const layerOf = (stack: Stack): lambda.ILayerVersion => shared(stack, 'Layer', () => (
  lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:mine:1')
));

const SIGNALS = {
  layer: (stack, { text }) => ApplicationSignals.byLayer(layerOf(stack), { serviceName: text }),
} satisfies Record<string, Strategy<ApplicationSignals>>;

/** Props of CDK, by name: which it refuses is its own matter, and a plain function is asked. */
const INHERITED: Record<string, (stack: Stack, choice: Choice<string>) => Partial<lambda.FunctionProps>> = {
  timeout: (_stack, { time }) => ({ timeout: durationOf(time) }),
  memorySize: (_stack, { numbers: [megabytes] }) => ({ memorySize: megabytes === 'token' ? numberOf(megabytes) : megabytes * 32 }),
  description: (_stack, { text }) => ({ description: text }),
  environment: (_stack, { text }) => ({ environment: { KEY: text, TABLE: 'orders' } }),
  reservedConcurrentExecutions: (_stack, { numbers: [executions] }) => ({ reservedConcurrentExecutions: numberOf(executions) }),
  retryAttempts: (_stack, { numbers: [attempts] }) => ({ retryAttempts: attempts === 'token' ? 2 : attempts % 3 }),
  maxEventAge: (_stack, { time }) => ({ maxEventAge: durationOf(time) }),
  onFailure: stack => ({ onFailure: new destinations.SqsDestination(queueOf(stack)) }),
  onSuccess: stack => ({ onSuccess: new destinations.SnsDestination(topicOf(stack)) }),
  deadLetterQueue: stack => ({ deadLetterQueue: queueOf(stack) }),
  deadLetterQueueEnabled: () => ({ deadLetterQueueEnabled: true }),
  deadLetterTopic: stack => ({ deadLetterTopic: topicOf(stack) }),
  logRetention: () => ({ logRetention: logs.RetentionDays.ONE_WEEK }),
  logGroup: stack => ({ logGroup: shared(stack, 'Group', () => new logs.LogGroup(stack, 'Group', { retention: logs.RetentionDays.ONE_DAY })) }),
  architecture: () => ({ architecture: lambda.Architecture.X86_64 }),
  python: () => ({ runtime: lambda.Runtime.PYTHON_3_13, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS }),
  tracing: () => ({ tracing: lambda.Tracing.DISABLED }),
  vpc: stack => ({ vpc: vpcOf(stack) }),
  layers: stack => ({ layers: [layerOf(stack)] }),
  role: stack => ({ role: shared(stack, 'Role', () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })) }),
  keptVersions: () => ({ currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } }),
  warmVersions: (_stack, { numbers: [executions] }) => ({ currentVersionOptions: { provisionedConcurrentExecutions: numberOf(executions) } }),
};

const minutes = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 13 }).map(count => count * 60_000) }, oddDuration(1, 900));

/** A function, as data. */
export interface FunctionCase {
  readonly id: string;
  readonly inherited: readonly Choice<string>[];
  readonly failurePath?: Choice<keyof typeof FAILURE_PATHS>;
  readonly concurrency?: Choice<keyof typeof CONCURRENCIES>;
  readonly release?: Choice<keyof typeof RELEASES>;
  readonly alarms?: Choice<keyof typeof ALARMS>;
  readonly logs?: Choice<keyof typeof LOGS>;
  readonly secrets?: Choice<keyof typeof SECRETS>;
  readonly network?: Choice<keyof typeof NETWORKS>;
  readonly memory?: Choice<keyof typeof MEMORIES>;
  readonly applicationSignals?: Choice<keyof typeof SIGNALS>;
}

/** Ids as people and programs choose them. */
const functionId = fc.constantFrom('Function', 'my-function', 'a.b', 'Ünïcödé', 'Live', 'LogGroup', 'Resource', 'x'.repeat(200), 'two words');

export const functionCase: fc.Arbitrary<FunctionCase> = fc.record({
  id: functionId,
  inherited: fc.uniqueArray(choiceOf(INHERITED), { maxLength: 2, selector: ({ kind }) => kind }),
  failurePath: maybe(choiceOf(FAILURE_PATHS)),
  concurrency: maybe(choiceOf(CONCURRENCIES)),
  release: maybe(choiceOf(RELEASES, minutes)),
  alarms: maybe(choiceOf(ALARMS)),
  logs: maybe(choiceOf(LOGS)),
  secrets: maybe(choiceOf(SECRETS, oddDuration(0, 300))),
  network: maybe(choiceOf(NETWORKS)),
  memory: maybe(choiceOf(MEMORIES)),
  applicationSignals: seldom(choiceOf(SIGNALS)),
});

/** The props of CDK's among those of a case. */
export function inheritedProps(stack: Stack, { inherited }: FunctionCase): Partial<lambda.FunctionProps> {
  return inherited.reduce<Partial<lambda.FunctionProps>>((props, choice) => ({ ...props, ...INHERITED[choice.kind](stack, choice) }), {});
}

/** The props of ours among those of a case. */
export function ownProps(stack: Stack, given: FunctionCase): SteadfastFunctionOptions {
  const decided = <T>(table: Record<string, Strategy<T>>, choice?: Choice<string>): T | undefined => choice && table[choice.kind](stack, choice);
  return {
    failurePath: decided(FAILURE_PATHS, given.failurePath),
    concurrency: decided(CONCURRENCIES, given.concurrency),
    release: decided(RELEASES, given.release),
    alarms: decided(ALARMS, given.alarms),
    logs: decided(LOGS, given.logs),
    secrets: decided(SECRETS, given.secrets),
    network: decided(NETWORKS, given.network),
    memory: decided(MEMORIES, given.memory),
    applicationSignals: decided(SIGNALS, given.applicationSignals),
  };
}

/** Every prop of a function whose code is a text. */
export function propsOf(stack: Stack, given: FunctionCase): SteadfastFunctionProps {
  return { ...CODE, ...inheritedProps(stack, given), ...ownProps(stack, given) };
}

const DEFAULTS: Record<string, (stack: Stack) => SteadfastDefaultsProps> = {
  'an alarm topic': stack => ({ alarmTopic: topicOf(stack) }),
  'a key': stack => ({ encryptionKey: keyOf(stack) }),
  'short logs': () => ({ logRetention: logs.RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }),
  'all at once': () => ({ gradualReleases: false, essentialAlarms: true }),
  'a network': stack => ({ vpc: vpcOf(stack) }),
  'a boundary': stack => ({ permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary') }),
};

export const defaultsCase = maybe(fc.constantFrom(...Object.keys(DEFAULTS)));

export function defaultsOf(stack: Stack, name: string | undefined): SteadfastDefaultsProps {
  return name === undefined ? {} : DEFAULTS[name](stack);
}
