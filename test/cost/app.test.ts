import * as fc from 'fast-check';
import { arn, Given, lineOf, MILLION, sheet, WORKER, worker } from './support';
import { priceApp } from '../../src/cost/price-app';
import { PriceId } from '../../src/cost/price-catalogue';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { FunctionWorkload, NO_WORKLOAD } from '../../src/cost/workload';
import { RawMap } from '../../src/inventory/raw';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const permission = (source: unknown): RawMap => ({ Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Worker' }, SourceArn: source } });

const alarm = (properties: RawMap): RawMap => ({ Type: 'AWS::CloudWatch::Alarm', Properties: properties });
const metric = (id: string) => ({ Id: id, MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: id }, Period: 60, Stat: 'Sum' } });
const Rate = { Id: 'rate', Expression: 'errors / invocations' };

/** What is known of a resource alone: resources, what is stated, the price, units a month, dollars a month. */
test.each<[title: string, resources: Parameters<typeof template>[0], given: Given, price: PriceId, quantity: number, cost: number]>([
  ['an alarm on one metric', { A: alarm({ MetricName: 'Errors', Namespace: 'AWS/Lambda' }) }, {}, 'cloudwatch.alarm', 1, 0.10],
  ['an alarm on a rate reads two', { A: alarm({ Metrics: [metric('errors'), metric('invocations'), Rate] }) }, {}, 'cloudwatch.alarm', 2, 0.20],
  ['an anomaly alarm reads its band, too', { A: alarm({ Metrics: [metric('errors'), { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(errors, 2)' }] }) }, {}, 'cloudwatch.alarm', 3, 0.30],
  ['a fast alarm', { A: alarm({ MetricName: 'X', Namespace: 'N', Period: 10 }) }, {}, 'cloudwatch.alarm.high-resolution', 1, 0.30],
  ['a dashboard', { D: ['AWS::CloudWatch::Dashboard'] }, {}, 'cloudwatch.dashboard', 1, 3],
  ['a secret', { S: ['AWS::SecretsManager::Secret'] }, { resources: { S: { calls: 10_000 } } }, 'secrets.secret', 1, 0.40],
  ['calls of a secret', { S: ['AWS::SecretsManager::Secret'] }, { resources: { S: { calls: 10_000 } } }, 'secrets.calls', 10_000, 0.05],
  ['a key', { K: ['AWS::KMS::Key'] }, {}, 'kms.key', 1, 1],
  ['a NAT gateway', { N: ['AWS::EC2::NatGateway'] }, {}, 'nat.hour', 730, 32.85],
  ['data through it', { N: ['AWS::EC2::NatGateway'] }, { resources: { N: { dataGb: 100 } } }, 'nat.data', 100, 4.50],
  ['an interface endpoint in two zones', { E: ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] }] }, {}, 'endpoint.hour', 1460, 14.60],
  ['a proxy charges two vCPUs at least', { P: ['AWS::RDS::DBProxy'] }, { resources: { P: { vcpus: 1 } } }, 'rds-proxy.vcpu-hour', 1460, 21.90],
  ['writes of a table', { T: ['AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }] }, { resources: { T: { writes: MILLION } } }, 'dynamodb.write', MILLION, 0.625],
  ['provisioned capacity', { T: ['AWS::DynamoDB::Table', { ProvisionedThroughput: { WriteCapacityUnits: 20, ReadCapacityUnits: 30 } }] }, {}, 'dynamodb.write-capacity', 14_600, 9.49],
  ['shards', { S: ['AWS::Kinesis::Stream', { ShardCount: 4 }] }, {}, 'kinesis.shard-hour', 2920, 43.80],
  ['a stream on demand', { S: ['AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } }] }, {}, 'kinesis.on-demand.hour', 730, 29.20],
  ['transitions', { M: ['AWS::StepFunctions::StateMachine'] }, { resources: { M: { transitions: 10_000 } } }, 'states.standard', 10_000, 0.25],
  ['an express workflow', { M: ['AWS::StepFunctions::StateMachine', { StateMachineType: 'EXPRESS' }] }, { resources: { M: { gbSeconds: 1250 } } }, 'states.express.duration', 1250, 0.0208],
  ['a schedule of every minute', { S: ['AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)' }] }, {}, 'scheduler.invocations', 43_800, 0.0438],
  ['objects', { B: ['AWS::S3::Bucket'] }, { resources: { B: { puts: 10_000 } } }, 's3.put', 10_000, 0.05],
])('%s', (_title, resources, given, price, quantity, cost) => {
  const line = lineOf(sheet(resources, given), price);
  expect(line.quantity).toBeCloseTo(quantity, 6);
  expect(line.cost).toBeCloseTo(cost, 4);
});

const gateway = (type: string, integration: readonly [string, RawMap]) => ({ ...WORKER, Api: [type, type.endsWith('V2::Api') ? { ProtocolType: 'HTTP' } : {}] as const, Route: integration });
const uri = { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations' };
const rule = { EventPattern: { source: ['aws.s3'], detail: { bucket: { name: [{ Ref: 'Uploads' }] } } }, Targets: [{ Id: 'a', Arn: arn('Worker') }] };

/** What is derived from a function of a million requests: resources, the price, units a month, dollars a month. */
test.each<[string, Parameters<typeof template>[0], PriceId, quantity: number, cost: number, more?: Partial<FunctionWorkload>]>([
  ['a REST API sees the requests of its functions', gateway('AWS::ApiGateway::RestApi', ['AWS::ApiGateway::Method', { RestApiId: { Ref: 'Api' }, Integration: { Type: 'AWS_PROXY', Uri: uri } }]), 'api.rest', MILLION, 3.50],
  ['an HTTP API, too', gateway('AWS::ApiGatewayV2::Api', ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') }]), 'api.http', MILLION, 1.00],
  ['a topic', { ...WORKER, T: ['AWS::SNS::Topic'], S: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'lambda', Endpoint: arn('Worker') }] }, 'sns.publish', MILLION, 0.50],
  ['S3 through EventBridge', { ...WORKER, Uploads: ['AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }], R: ['AWS::Events::Rule', rule] }, 'events.opt-in', MILLION, 1.00],
  ['a custom bus', { ...WORKER, Bus: ['AWS::Events::EventBus', { Name: 'orders' }], R: ['AWS::Events::Rule', { ...rule, EventBusName: { Ref: 'Bus' } }] }, 'events.custom', MILLION, 1.00],
  // A hundred batches of ten: a thousand sends, a hundred receives and deletes, and two pollers every 20 s but for the receives.
  ['a queue', { ...WORKER, Jobs: ['AWS::SQS::Queue'], M: queueMapping() }, 'sqs.standard', 1000 + 200 + 262_800 - 100, 0.10556, { requestsPerMonth: 100, averageBatchSize: 10 }],
  ['a queue with maximum concurrency never rests', { ...WORKER, Jobs: ['AWS::SQS::Queue'], M: queueMapping({ ScalingConfig: { MaximumConcurrency: 5 } }) }, 'sqs.standard', 657_000, 0.2628, { requestsPerMonth: 0 }],
  ['a busy queue is not polled in vain', { ...WORKER, Jobs: ['AWS::SQS::Queue', { FifoQueue: true }], M: queueMapping() }, 'sqs.fifo', 3 * MILLION, 1.50],
  ['streams of a table are free for Lambda', { ...WORKER, T: ['AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }], M: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['T', 'StreamArn'] } }] }, 'dynamodb.stream-reads', 0, 0],
  ['records of a stream', { ...WORKER, S: ['AWS::Kinesis::Stream'], M: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: arn('S') }] }, 'kinesis.put', 100 * MILLION, 1.40, { averageBatchSize: 100 }],
  ['logs in', WORKER, 'logs.ingest', 2048 * MILLION / 1024 ** 3, 0.9537, { logBytesPerRequest: 2048 }],
  ['data out', WORKER, 'transfer.out', 1024 * MILLION / 1024 ** 3, 0.0858, { bytesOutPerRequest: 1024 }],
  ['/tmp', { Worker: lambdaFunction({ MemorySize: 512, EphemeralStorage: { Size: 1024 } }) }, 'lambda.storage', 50_000, 0.0015],
])('%s', (_title, resources, price, quantity, cost, more = {}) => {
  const line = lineOf(sheet(resources, { functions: { Worker: { ...worker, ...more } } }), price);
  expect(line.quantity).toBeCloseTo(quantity, 6);
  expect(line.cost).toBeCloseTo(cost, 4);
});

test('Lambda@Edge has prices of its own, and nothing to compare with', () => {
  const distribution = { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: { Ref: 'V' } }] } } };
  const edge = sheet({ ...WORKER, V: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Worker' } }], D: ['AWS::CloudFront::Distribution', distribution] }, { functions: { Worker: worker } });
  expect([lineOf(edge, 'lambda.edge.requests').cost, lineOf(edge, 'lambda.edge.duration').cost]).toEqual([0.6, expect.closeTo(2.5005, 4)]);
  expect(edge.functions[0].alternatives).toEqual([]);
  expect(edge.unpriced).toEqual([{ type: 'AWS::CloudFront::Distribution', count: 1 }]);
});

test('Python pays for SnapStart, and Java does not', () => {
  const of = (Runtime: string) => sheet({ Worker: lambdaFunction({ MemorySize: 1024, Runtime, SnapStart: { ApplyOn: 'PublishedVersions' } }) }, { functions: { Worker: worker } })
    .lines.filter(line => line.price.startsWith('lambda.snapstart'));
  expect(of('python3.13')).toHaveLength(2);
  expect(of('java21')).toEqual([]);
});

test('logs that are kept cost storage by their days, and logs that never expire grow', () => {
  const group = (properties: RawMap) => sheet(
    { Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'G' } } }), G: ['AWS::Logs::LogGroup', properties] },
    { functions: { Worker: { ...worker, logBytesPerRequest: 1024 } } },
  );
  expect(lineOf(group({ RetentionInDays: 30 }), 'logs.storage').quantity).toBeCloseTo(1024 * MILLION / 1024 ** 3 * 30 / (730 / 24) * 0.15, 9);
  expect(lineOf(group({}), 'logs.storage')).toMatchObject({ cost: null, why: expect.stringContaining('the log group never expires: it grows by 0.143 GB a month') });
});

describe('what nobody tells is said, and never guessed', () => {
  test('a function without a workload', () => {
    const { complete, total, lines, functions } = sheet(WORKER);
    expect({ complete, total }).toEqual({ complete: false, total: 0 });
    expect(lines.map(line => [line.cost, line.why])).toEqual(Array(2).fill([null, expect.stringContaining('nobody states how often it is invoked')]));
    expect(functions[0]).toMatchObject({ workload: null, alternatives: [], decisions: [], curve: [], concurrency: null });
  });

  test('memory that a parameter decides', () => {
    const { lines } = sheet({ Worker: lambdaFunction({ MemorySize: { Ref: 'Memory' } }) }, { functions: { Worker: worker } });
    expect(lines.find(line => line.price === 'lambda.requests')?.cost).toBeCloseTo(0.2, 12);
    expect(lines.find(line => line.price === 'lambda.duration.x86_64')?.why).toContain('the template does not tell its memory');
  });

  test('a price that the list does not have', () => {
    const line = lineOf(sheet({ K: ['AWS::KMS::Key'] }, {}, { region: 'eu-central-1' }), 'kms.key');
    expect(line).toMatchObject({ quantity: 1, cost: null, why: 'the price list does not tell kms.key in eu-central-1' });
  });

  test('more than the tiers that were sourced', () => {
    const { lines } = sheet(WORKER, { functions: { Worker: { requestsPerMonth: 2e11, averageDuration: 100 } } }, { region: 'eu-west-1' });
    expect(lines.find(line => line.price === 'lambda.duration.x86_64')?.why).toBe('the price list does not tell lambda.duration.x86_64 in eu-west-1 for so much');
  });

  test('how the requests of a function come in several ways', () => {
    const two = { ...WORKER, T: ['AWS::SNS::Topic'], S: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'lambda', Endpoint: arn('Worker') }], Jobs: ['AWS::SQS::Queue'], M: queueMapping() } as const;
    const priced = sheet(two, { functions: { Worker: worker } });
    expect(lineOf(priced, 'sns.publish').why).toBe('Worker is invoked in 2 ways, and nobody states how much comes this way: state resources.T.publishes in the workload file');
    expect(lineOf(sheet(two, { functions: { Worker: worker }, resources: { T: { publishes: MILLION } } }), 'sns.publish').cost).toBe(0.5);
  });

  test('types that are not priced', () => {
    expect(sheet({ C: ['AWS::ElastiCache::ReplicationGroup'], R: ['AWS::IAM::Role'], P: permission('x') }).unpriced).toEqual([{ type: 'AWS::ElastiCache::ReplicationGroup', count: 1 }]);
  });
});

test('tiers and free quantities are the account\'s: two functions together pay what one of both loads pays', () => {
  const two = { A: lambdaFunction({ MemorySize: 1024 }), B: lambdaFunction({ MemorySize: 1024 }) };
  const half = { requestsPerMonth: 4e9, averageDuration: 1000 };
  for (const freeTier of [false, true]) {
    const [together, alone] = [
      sheet(two, { functions: { A: half, B: half }, freeTier }),
      sheet({ A: two.A }, { functions: { A: { ...half, requestsPerMonth: 8e9 } }, freeTier }),
    ];
    expect(together.total).toBeCloseTo(alone.total, 4);
    expect(together.functions.map(one => one.total)).toEqual([expect.closeTo(alone.total / 2, 4), expect.closeTo(alone.total / 2, 4)]);
  }
});

test('concurrency: what the load needs, what is left of the account, how long scaling takes, and connections', () => {
  const Busy = lambdaFunction({ Role: arn('Role') });
  const connect = { Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:us-east-1:1:dbuser:x/app' };
  const Role = ['AWS::IAM::Role', { Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [connect] } }] }] as const;
  const priced = sheet({ Busy, Role, Other: lambdaFunction({ ReservedConcurrentExecutions: 400 }) }, {
    functions: { Busy: { requestsPerMonth: 2_628_000, averageDuration: 2000, peakRequestsPerSecond: 1250 } },
  });
  const [busy] = priced.functions;
  expect(busy.concurrency).toEqual({ average: 2, peak: 2500, available: 600, headroom: -1900, secondsToScale: 20, databaseConnections: 600 });
  expect(busy.advice).toContain('It needs 2500 executions at its peak and has 600: the rest is throttled.');
});

test('the workload of the file goes before what the function states itself, number by number', () => {
  const stated = { ...lambdaFunction(), Metadata: { 'cdk-steadfast': { workload: { requestsPerMonth: 5, averageDuration: 7 } } } };
  const [{ workload: settled }] = sheet({ Worker: stated }, { functions: { Worker: { requestsPerMonth: 9 } } }).functions;
  expect(settled).toEqual({ requestsPerMonth: 9, averageDuration: 7 });
});

test('the plain object survives JSON, and names where its prices come from', () => {
  const priced = sheet(WORKER, { functions: { Worker: worker } });
  expect(JSON.parse(JSON.stringify(priced))).toEqual(priced);
  expect(priced.sources.every(({ source, date }) => source !== '' && date !== '')).toBe(true);
});

test('an app costs what its parts cost, and never less for more of anything', () => {
  const amount = fc.integer({ min: 0, max: 1e9 });
  const parts = { ...WORKER, T: ['AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }], S: ['AWS::SecretsManager::Secret'] } as const;
  fc.assert(fc.property(amount, amount, fc.integer({ min: 0, max: 900_000 }), fc.boolean(), (requests, added, averageDuration, freeTier) => {
    const of = (count: number) => sheet(parts, {
      functions: { Worker: { requestsPerMonth: count, averageDuration } }, resources: { T: { writes: count }, S: { calls: count } }, freeTier,
    });
    const [one, more] = [of(requests), of(requests + added)];
    expect(one.lines.every(line => line.cost === null || line.cost >= 0)).toBe(true);
    expect(one.services.reduce((sum, service) => sum + service.total, 0)).toBeCloseTo(one.total, 3);
    expect(more.total).toBeGreaterThanOrEqual(one.total);
  }), { numRuns: 40 });
});

test('no workload at all is a workload', () => {
  expect(priceApp(inventoryOf(template({})), NO_WORKLOAD, BUILT_IN_PRICES)).toMatchObject({ total: 0, complete: true, functions: [] });
});
