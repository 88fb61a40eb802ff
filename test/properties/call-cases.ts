import {
  Duration, Size, Stack, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_elasticache as elasticache, aws_events as events,
  aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_rds as rds, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_ses as ses,
  aws_sns as sns, aws_sqs as sqs, aws_ssm as ssm, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Choice, choiceOf } from './choices';
import { durationOf, numberOf } from './odd-values';
import { keyOf, shared } from './shared';
import {
  Access, AlarmTopic, ItemVerb, ProxyConnection, RoleRights, ServiceAlarm, ServiceDashboard, SteadfastFunction, SteadfastNodejsFunction,
} from '../../src';

type Ours = SteadfastFunction | SteadfastNodejsFunction;

/** Something that somebody does with a function of ours. */
type Call = (stack: Stack, fn: Ours, choice: Choice<string>) => void;

const bucketOf = (stack: Stack): s3.Bucket => shared(stack, 'Files', () => new s3.Bucket(stack, 'Files', { encryptionKey: keyOf(stack) }));
const tableOf = (stack: Stack): dynamodb.Table => shared(stack, 'Table', () => new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey: keyOf(stack),
}));
const streamOf = (stack: Stack): kinesis.Stream => shared(stack, 'Stream', () => new kinesis.Stream(stack, 'Stream', { encryptionKey: keyOf(stack) }));
const machineOf = (stack: Stack): sfn.StateMachine => shared(stack, 'Machine', () => new sfn.StateMachine(stack, 'Machine', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Pass')), stateMachineType: sfn.StateMachineType.EXPRESS,
}));
const cacheOf = (stack: Stack): elasticache.CfnServerlessCache => shared(stack, 'Cache', () => (
  new elasticache.CfnServerlessCache(stack, 'Cache', { engine: 'valkey', serverlessCacheName: 'cache' })
));
const userOf = (stack: Stack): elasticache.CfnUser => shared(stack, 'User', () => (
  new elasticache.CfnUser(stack, 'User', { engine: 'valkey', userId: 'app', userName: 'app', authenticationMode: { Type: 'iam' } })
));

const proxyOf = (stack: Stack): rds.IDatabaseProxy => shared(stack, 'Proxy', () => rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
  dbProxyArn: 'arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123', dbProxyName: 'orders', endpoint: 'orders.proxy.example', securityGroups: [],
}));

function access(make: (stack: Stack, text: string) => Access): Call {
  return (stack, fn, { text }) => void fn.grantAccess(make(stack, text));
}

/** What a function is given access to. */
const ACCESSES: Record<string, Call> = {
  readObjects: access((stack, text) => Access.readObjects(bucketOf(stack), text)),
  writeObjects: access((stack, text) => Access.writeObjects(bucketOf(stack), text)),
  listObjects: access((stack, text) => Access.listObjects(bucketOf(stack), text)),
  deleteObjects: access((stack, text) => Access.deleteObjects(s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs'), text)),
  items: access(stack => Access.workOnItems(tableOf(stack), [ItemVerb.GET, ItemVerb.DELETE])),
  index: access((stack, text) => Access.queryIndex(tableOf(stack), text)),
  scan: access((stack, text) => Access.scan(tableOf(stack), text)),
  tableStream: access(stack => Access.readStream(tableOf(stack))),
  queue: access(stack => Access.consumeMessages(shared(stack, 'Queue', () => new sqs.Queue(stack, 'Queue', { encryptionMasterKey: keyOf(stack) })))),
  topic: access(stack => Access.publish(shared(stack, 'Topic', () => new sns.Topic(stack, 'Topic', { masterKey: keyOf(stack) })))),
  bus: access(stack => Access.putEvents(shared(stack, 'Bus', () => new events.EventBus(stack, 'Bus')))),
  records: access(stack => Access.putRecords(streamOf(stack))),
  delivery: access(stack => Access.deliverRecords(firehose.DeliveryStream.fromDeliveryStreamArn(stack, 'Delivery', 'arn:aws:firehose:us-east-1:111111111111:deliverystream/lake'))),
  workflow: access(stack => Access.startSyncExecution(machineOf(stack))),
  tasks: access(stack => Access.answerTasks(machineOf(stack))),
  secret: access(stack => Access.readSecret(shared(stack, 'Token', () => new secretsmanager.Secret(stack, 'Token', { encryptionKey: keyOf(stack) })))),
  parameter: access((stack, text) => Access.readParametersByPath(`/${text}`, keyOf(stack))),
  oneParameter: access(stack => Access.readParameter(shared(stack, 'Theme', () => new ssm.StringParameter(stack, 'Theme', { stringValue: 'dark' })))),
  cache: access(stack => Access.connectToCache(cacheOf(stack), userOf(stack))),
  metrics: access((_stack, text) => Access.putMetrics(text)),
  mail: access((stack, text) => Access.sendEmail(ses.EmailIdentity.fromEmailIdentityName(stack, 'Identity', text || 'shop.example'))),
  itself: (_stack, fn) => void fn.grantAccess(Access.invoke(fn)),
};

const CALLS: Record<string, Call> = {
  ...ACCESSES,
  alarmTopic: stack => void AlarmTopic.of(stack),
  serviceAlarm: (stack, _fn, { text }) => void new ServiceAlarm(stack, 'Health', { serviceName: text }),
  alarmOfFunction: (_stack, fn) => void new ServiceAlarm(fn, 'Health'),
  dashboard: stack => void new ServiceDashboard(stack, 'Page'),
  dashboardOfFunction: (_stack, fn, { numbers: [name] }) => void new ServiceDashboard(fn, 'Page', { dashboardName: name === 'token' ? undefined : `page-${Math.trunc(Math.abs(name)) || 0}` }),
  metric: (stack, fn) => void new cloudwatch.Alarm(stack, 'Mine', { metric: fn.metricErrors(), threshold: 1, evaluationPeriods: 1 }),
  rights: (_stack, fn) => void RoleRights.of(fn).toString(),
  workload: (_stack, fn, { numbers: [requests, percent, batch], time }) => fn.expects({
    requestsPerMonth: numberOf(requests),
    averageDuration: time === 'token' ? Duration.seconds(1) : durationOf(time),
    averageBatchSize: numberOf(batch),
    coldStartShare: percent === 'token' ? undefined : percent / 100,
    logsPerRequest: Size.kibibytes(1),
    needs: { gpu: false, longestRun: Duration.minutes(5) },
  }),
  proxy: (stack, fn, { text, numbers: [maxClients, port] }) => new ProxyConnection({
    proxy: proxyOf(stack),
    user: text,
    database: text,
    maxClients: numberOf(maxClients),
    port: numberOf(port),
    securityGroup: shared(stack, 'Guard', () => ec2.SecurityGroup.fromSecurityGroupId(stack, 'Guard', 'sg-1')),
  }).connect(fn),
};

/** Two calls of a case do different things. */
export const callCases: fc.Arbitrary<Choice<string>[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Choice<string>[]>([]) },
  fc.uniqueArray(choiceOf(CALLS), { maxLength: 3, selector: ({ kind }) => kind }),
);

export function call(stack: Stack, fn: Ours, choice: Choice<string>): void {
  CALLS[choice.kind](stack, fn, choice);
}
