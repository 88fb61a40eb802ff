import { readFileSync } from 'fs';
import * as path from 'path';
import {
  App, Duration, Stack, aws_codedeploy as codedeploy, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_events as events, aws_lambda as lambda,
  aws_rds as rds, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import * as steadfast from '../../src';
import { takeInventory } from '../../src/inventory/inventory';
import { judge } from '../../src/rules/judging/judge';
import { OpenQuestion } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { snippetsOf } from '../support/snippets';
import { CODE, steadfastFunction } from '../support/stacks';

/*
 * Every strategy and every construct of the root, held against the rule book. The table is complete by construction:
 * what is exported and stands neither here, nor in the snippets of docs/triggers.md, nor in ours-are-clean.test.ts fails the last test.
 */

const {
  ApplicationSignals, BucketDelivery, Concurrency, EdgeFunction, FailedRecords, FailurePath, FunctionAlarms, FunctionSecrets, Logs, MemorySize,
  Network, NetworkEgress, Release, ServiceAlarm,
  ServiceDashboard, SmokeTest, SteadfastNodejsFunction,
} = steadfast;

interface Row {
  readonly fill: (stack: Stack) => void;
  /** What is said of it, and true: opt-outs with the reason they were given. */
  readonly acknowledged?: readonly string[];
  /** What the rules find of it, and rightly, because it was asked for. */
  readonly finds?: readonly string[];
}

const HOOK = [
  'function-alarms: A hook that fails fails its deployment, and whoever deploys is told.',
  'tracing: It runs once a deployment, and its log says what it found.',
];

const fn = (stack: Stack, props: Partial<steadfast.SteadfastFunctionProps>): steadfast.SteadfastFunction => steadfastFunction(stack, 'Function', props);
const vpc = (stack: Stack): ec2.Vpc => new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
const called = (stack: Stack, props: Partial<steadfast.SteadfastFunctionProps>): void => {
  fn(stack, props).addEventSource(new steadfast.TopicTrigger(new sns.Topic(stack, 'Topic')));
};
const streamed = (stack: Stack, failedRecords: steadfast.FailedRecords): void => {
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE });
  fn(stack, {}).addEventSource(new steadfast.TableStreamTrigger(table, { failedRecords }));
};
const uploaded = (stack: Stack, delivery: steadfast.BucketDelivery): void => {
  fn(stack, {}).addEventSource(new steadfast.BucketTrigger(new s3.Bucket(stack, 'Bucket'), { delivery }));
};

const ROWS: Readonly<Record<string, Row>> = {
  'SteadfastFunction with SnapStart': {
    fill: stack => void fn(stack, { runtime: lambda.Runtime.PYTHON_3_13, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS }),
  },
  'SteadfastFunction with layers': {
    fill: stack => void fn(stack, { layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:a:1')] }),
  },
  'SteadfastNodejsFunction': {
    fill: stack => void new SteadfastNodejsFunction(stack, 'Function', { runtime: CODE.runtime, entry: path.join(__dirname, '..', '..', 'bench', 'node-bundles', 'handler.ts') }),
  },
  'Concurrency.unreserved': { fill: stack => void fn(stack, { concurrency: Concurrency.unreserved() }) },
  'Concurrency.reserved': { fill: stack => void fn(stack, { concurrency: Concurrency.reserved(5) }) },
  'Concurrency.provisioned': { fill: stack => void fn(stack, { concurrency: Concurrency.provisioned({ executions: 5 }) }) },
  'Concurrency.stopped': { fill: stack => void fn(stack, { concurrency: Concurrency.stopped('until the table is repaired') }) },
  'Release.allAtOnce': { fill: stack => void fn(stack, { release: Release.allAtOnce() }) },
  'Release.canary': { fill: stack => void fn(stack, { release: Release.canary() }) },
  'Release.linear': { fill: stack => void fn(stack, { release: Release.linear() }) },
  'Release.custom': { fill: stack => void fn(stack, { release: Release.custom(codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES) }) },
  'SmokeTest.ofEvent': { fill: stack => void fn(stack, { release: Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: { ping: true } }) }) }), acknowledged: HOOK },
  'SmokeTest.ofRequest': { fill: stack => void fn(stack, { release: Release.canary({ smokeTest: SmokeTest.ofRequest() }) }), acknowledged: HOOK },
  'FailurePath.toQueue': { fill: stack => called(stack, { failurePath: FailurePath.toQueue() }) },
  'FailurePath.toSharedQueue': { fill: stack => called(stack, { failurePath: FailurePath.toSharedQueue() }) },
  'FailurePath.toTopic': { fill: stack => called(stack, { failurePath: FailurePath.toTopic(new sns.Topic(stack, 'Failures')) }) },
  'FailurePath.toBus': { fill: stack => called(stack, { failurePath: FailurePath.toBus(new events.EventBus(stack, 'Failures')) }) },
  'FailurePath.toBucket': { fill: stack => called(stack, { failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Failures')) }) },
  'FailurePath.callerHandles': { fill: stack => void fn(stack, { failurePath: FailurePath.callerHandles('the shop asks again') }) },
  'FailurePath.dropBecause': { fill: stack => called(stack, { failurePath: FailurePath.dropBecause('a newer price follows within a minute') }), acknowledged: ['async-failure-destination: a newer price follows within a minute'] },
  'FunctionAlarms.standard': { fill: stack => void fn(stack, { alarms: FunctionAlarms.standard() }) },
  'FunctionAlarms.essential': { fill: stack => void fn(stack, { alarms: FunctionAlarms.essential() }) },
  'FunctionAlarms.none': { fill: stack => void fn(stack, { alarms: FunctionAlarms.none('a service alarm watches it') }), acknowledged: ['function-alarms: a service alarm watches it'] },
  'Logs.json': { fill: stack => void fn(stack, { logs: Logs.json() }) },
  'Logs.text': { fill: stack => void fn(stack, { logs: Logs.text() }) },
  'ApplicationSignals.byLayer': {
    fill: stack => void fn(stack, {
      applicationSignals: ApplicationSignals.byLayer(lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:a:1')),
    }),
  },
  'MemorySize.megabytes': { fill: stack => void fn(stack, { memory: MemorySize.megabytes(1024) }) },
  'Network.privateSubnets': { fill: stack => void fn(stack, { network: Network.privateSubnets(vpc(stack)) }) },
  'Network.none': { fill: stack => void fn(stack, { network: Network.none('it calls nothing inside') }) },
  'NetworkEgress.https': { fill: stack => void fn(stack, { network: Network.privateSubnets(vpc(stack), { egress: [NetworkEgress.https()] }) }) },
  'NetworkEgress.to': {
    fill: stack => void fn(stack, { network: Network.privateSubnets(vpc(stack), { egress: [NetworkEgress.to(ec2.Peer.ipv4('10.0.0.0/16'), ec2.Port.tcp(5432), 'the database')] }) }),
  },
  'NetworkEgress.anywhere': { fill: stack => void fn(stack, { network: Network.privateSubnets(vpc(stack), { egress: [NetworkEgress.anywhere('a crawler')] }) }) },
  'FunctionSecrets.cached': { fill: stack => void fn(stack, { secrets: FunctionSecrets.cached({ secrets: { API_KEY: new secretsmanager.Secret(stack, 'Key') } }) }) },
  'FunctionSecrets.none': { fill: stack => void fn(stack, { secrets: FunctionSecrets.none() }) },
  'FailedRecords.toBucket': { fill: stack => streamed(stack, FailedRecords.toBucket()) },
  // Whoever asks for pointers is told what they are, and a queue of one's own wants an alarm of one's own.
  'FailedRecords.toQueue': {
    fill: stack => streamed(stack, FailedRecords.toQueue(new sqs.Queue(stack, 'Pointers', { retentionPeriod: Duration.days(14) }))),
    finds: ['stream-failure-keeps-record', 'dlq-alarm'],
  },
  'FailedRecords.toTopic': { fill: stack => streamed(stack, FailedRecords.toTopic(new sns.Topic(stack, 'Pointers'))), finds: ['stream-failure-keeps-record'] },
  'FailedRecords.dropBecause': { fill: stack => streamed(stack, FailedRecords.dropBecause('the next record replaces it')), acknowledged: ['stream-failure-destination: the next record replaces it'] },
  'BucketDelivery.throughRule': { fill: stack => uploaded(stack, BucketDelivery.throughRule()) },
  'BucketDelivery.throughQueue': { fill: stack => uploaded(stack, BucketDelivery.throughQueue()) },
  'BucketDelivery.notifyingQueue': { fill: stack => uploaded(stack, BucketDelivery.notifyingQueue()) },
  'ProxyConnection': {
    fill: stack => {
      const network = vpc(stack);
      const database = new rds.DatabaseCluster(stack, 'Database', {
        engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }), vpc: network, writer: rds.ClusterInstance.serverlessV2('Writer'),
      });
      const proxy = database.addProxy('Proxy', { vpc: network, iamAuth: true, secrets: [database.secret!] });
      new steadfast.ProxyConnection({ proxy, user: 'app', database: 'orders' }).connect(fn(stack, { network: Network.privateSubnets(network) }));
    },
  },
  'EdgeFunction': { fill: stack => void new EdgeFunction(stack, 'Edge', { runtime: CODE.runtime, handler: CODE.handler, code: CODE.code }) },
  'ServiceAlarm': { fill: stack => { fn(stack, {}); new ServiceAlarm(stack, 'Service'); } },
  'ServiceDashboard': { fill: stack => { fn(stack, {}); new ServiceDashboard(stack, 'Page'); } },
};

const told = (places: readonly OpenQuestion[]): readonly string[] => places.map(one => `${one.rule} at ${one.path}: ${one.message}`);

test.each(Object.entries(ROWS))('%s is clean, and nothing about it cannot be told', (_name, { fill, acknowledged = [], finds = [] }) => {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  steadfast.SteadfastDefaults.of(stack).set({ alarmTopic: new sns.Topic(stack, 'Alarms') });
  fill(stack);
  const verdict = judge(takeInventory([{ name: 'Stack', body: Template.fromStack(stack).toJSON(), region: 'us-east-1' }]), RULE_BOOK);
  const findings = told(verdict.findings.filter(found => !finds.includes(found.rule)));
  expect({ findings, unknown: told(verdict.unknown), acknowledged: verdict.acknowledged.map(one => `${one.rule}: ${one.reason}`) })
    .toEqual({ findings: [], unknown: [], acknowledged });
  expect(verdict.findings.map(found => found.rule)).toEqual(expect.arrayContaining([...finds]));
});

/** What is exported and is no part of a function: why no row shows it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'Access': 'a verb is a statement, and test/access simulates each',
  'AlarmTopic': 'it finds a topic',
  'SteadfastDefaults': 'it stands in every row',
  'RoleRights': 'it reads a role',
  'RestJwtAuthorizer': 'it stands behind a TableApi with a REST API, in ours-are-clean.test.ts',
  'SteadfastFunction': 'it stands in every row',
  'MemorySize.fromPowerTuning': 'it is a number of megabytes read from a file',
  'Release.shifting': 'private',
};

test('everything that the root exports stands here or in the documents that are held against the rule book', () => {
  const shown = [
    ...snippetsOf(path.join(__dirname, '..', '..', 'docs', 'triggers.md')).map(snippet => snippet.code),
    readFileSync(path.join(__dirname, 'ours-are-clean.test.ts'), 'utf8'),
  ].join('\n');
  const isThere = (name: string): boolean => name in ROWS || name in ELSEWHERE || name.split('.')[0] in ELSEWHERE || shown.includes(name);
  const exported = Object.entries(steadfast as unknown as Readonly<Record<string, unknown>>).flatMap(([name, one]) => {
    if (typeof one !== 'function' || !/^[A-Z]/.test(name)) {
      return [];
    }
    const factories = Object.getOwnPropertyNames(one).filter(key => /^[a-z]/.test(key) && !['length', 'name', 'prototype'].includes(key));
    const made = factories.filter(key => typeof (one as unknown as Record<string, unknown>)[key] === 'function' && key !== 'isFunction').map(key => `${name}.${key}`);
    return one.prototype instanceof Construct ? [name] : made.length > 0 ? made : [name];
  });
  expect(exported.filter(name => !isThere(name))).toEqual([]);
});
