import { arn, Given, lineOf, MILLION, sheet, WORKER, worker } from './support';
import { PriceId } from '../../src/cost/price-catalogue';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';

type Resources = Parameters<typeof sheet>[0];

const stated: Given = { functions: { Worker: worker } };
const TOPIC: Resources = {
  ...WORKER, T: ['AWS::SNS::Topic'], S: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Protocol: 'lambda', Endpoint: arn('Worker') }],
};
const JOBS: Resources = { ...WORKER, Jobs: ['AWS::SQS::Queue'], M: queueMapping() };
const schedule = (properties: object): Resources => ({ S: ['AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)', ...properties }] });

/** What the templates tell of a quantity without anybody stating it. */
test.each<[string, Resources, Given, PriceId, quantity: number]>([
  ['a source that is switched off is no way in', { ...TOPIC, Jobs: ['AWS::SQS::Queue'], M: queueMapping({ Enabled: false }) }, stated, 'sns.publish', MILLION],
  ['an alarm that calls the function is no traffic', { ...TOPIC, A: ['AWS::CloudWatch::Alarm', { MetricName: 'Errors', AlarmActions: [arn('Worker')] }] }, stated, 'sns.publish', MILLION],
  ['a topic that only alarms publish to', { T: ['AWS::SNS::Topic'], A: ['AWS::CloudWatch::Alarm', { MetricName: 'Errors', AlarmActions: [{ Ref: 'T' }] }] }, {}, 'sns.publish', 0],
  ['a schedule that is off', schedule({ State: 'DISABLED' }), {}, 'scheduler.invocations', 0],
  ['a schedule that fires once', schedule({ ScheduleExpression: 'at(2027-01-01T00:00:00)' }), {}, 'scheduler.invocations', 1],
  ['a queue where only failures arrive', { Parked: ['AWS::SQS::Queue'], Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: arn('Parked') } }) }, stated, 'sqs.standard', 0],
  // Three pollers ask every 20 s of 730 hours, but for the hundred times that they find something.
  ['the pollers that a mapping keeps', { ...JOBS, M: queueMapping({ ProvisionedPollerConfig: { MinimumPollers: 3 } }) }, { functions: { Worker: { ...worker, requestsPerMonth: 100 } } }, 'sqs.standard', 300 + 3 * 131_400 - 100],
  ['a custom resource\'s handler runs at deployments only', { ...WORKER, C: ['Custom::Thing', { ServiceToken: arn('Worker') }] }, {}, 'lambda.requests', 0],
  ['a key before its first rotation', { K: ['AWS::KMS::Key', { EnableKeyRotation: true }] }, {}, 'kms.key', 1],
])('%s', (_title, resources, given, price, quantity) => {
  expect(lineOf(sheet(resources, given), price).quantity).toBeCloseTo(quantity, 6);
});

test('a key that rotates says that its rotations cost, too', () => {
  expect(lineOf(sheet({ K: ['AWS::KMS::Key', { EnableKeyRotation: true }] }), 'kms.key').basis).toMatch(/first rotation/);
});

test('a gateway endpoint is free', () => {
  expect(sheet({ E: ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }] })).toMatchObject({ total: 0, complete: true, lines: [] });
});

test('a table that can be recovered pays for what it stores twice', () => {
  const table = { T: ['AWS::DynamoDB::Table', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }] } as const;
  expect(lineOf(sheet(table, { resources: { T: { storedGb: 10 } } }), 'dynamodb.pitr')).toMatchObject({ quantity: 10, cost: 2 });
});

test('of traffic beyond one request a second X-Ray samples a twentieth', () => {
  const traced = { Worker: lambdaFunction({ MemorySize: 512, TracingConfig: { Mode: 'Active' } }) };
  const line = lineOf(sheet(traced, { functions: { Worker: { requestsPerMonth: 10 * MILLION, averageDuration: 100 } } }), 'xray.traces');
  expect(line.quantity).toBeCloseTo(2_628_000 + 7_372_000 / 20, 6);
});

describe('what the templates cannot tell', () => {
  test.each<[string, Resources, Given, PriceId, RegExp]>([
    ['a queue that two functions read', { ...JOBS, Other: lambdaFunction(), N: queueMapping({ FunctionName: { Ref: 'Other' } }) }, { functions: { Worker: worker, Other: worker } }, 'sqs.standard', /several functions read it/],
    ['a metric for each value of a dimension', { F: ['AWS::Logs::MetricFilter', { MetricTransformations: [{ MetricName: 'm', Dimensions: [{ Key: 'k', Value: 'v' }] }] }] }, {}, 'cloudwatch.metric', /each value of its dimensions/],
    ['managed instances', { Worker: lambdaFunction({ MemorySize: 2048, CapacityProviderConfig: {} }) }, stated, 'lambda.duration.x86_64', /managed instances, which EC2 bills/],
  ])('%s', (_title, resources, given, price, why) => {
    expect(lineOf(sheet(resources, given), price)).toMatchObject({ cost: null, why: expect.stringMatching(why) });
  });

  test('what managed instances would cost elsewhere', () => {
    expect(sheet({ Worker: lambdaFunction({ MemorySize: 2048, CapacityProviderConfig: {} }) }, stated).functions[0].alternatives).toEqual([]);
  });
});

describe('what is assumed is said', () => {
  const ASSUMED = 'Stacks that name no region are priced in us-east-1.';

  test('the region where nobody names one; a workload may', () => {
    expect(sheet(WORKER, stated)).toMatchObject({ functions: [{ region: 'us-east-1' }], assumptions: expect.arrayContaining([ASSUMED]) });
    const named = sheet(WORKER, { ...stated, region: 'eu-west-1' });
    expect(named.functions[0].region).toBe('eu-west-1');
    expect(named.assumptions).not.toContain(ASSUMED);
  });

  test('that what a condition decides is there', () => {
    const conditional = { ...lambdaFunction(), Condition: 'InProduction' };
    expect(sheet({ Worker: conditional }).assumptions.join()).toMatch(/under a condition/);
    expect(sheet(WORKER).assumptions.join()).not.toMatch(/under a condition/);
  });
});

test.each([
  'AWS::IAM::Role', 'AWS::Lambda::Alias', 'AWS::ApiGatewayV2::Route', 'AWS::SQS::QueuePolicy', 'AWS::Events::Rule', 'AWS::Logs::SubscriptionFilter',
  'AWS::CloudWatch::Alarm', 'AWS::SecretsManager::RotationSchedule', 'AWS::KMS::Alias', 'AWS::EC2::Subnet', 'AWS::RDS::DBProxyTargetGroup',
  'AWS::Cognito::UserPoolClient', 'Custom::Thing',
])('%s costs nothing by itself', type => {
  expect(sheet({ One: [type] }).unpriced).toEqual([]);
});
