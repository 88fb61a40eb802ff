import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Duration, RemovalPolicy, Stack, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3, aws_sns_subscriptions as subscriptions, aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AlarmTopic, FailurePath, Release, ServiceAlarm, SteadfastDefaults, SteadfastFunction, SteadfastFunctionProps, patterns } from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually } from '../support/cloud/eventually';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

/*
 * That the alarms read what Lambda and SQS count, under the right dimensions, and that their topic lets them publish.
 * The counting and the evaluation are ours (docs/embedded-cloud.md): they follow the documentation, and prove nothing about CloudWatch.
 */

const cloud = useCloud();
let watch: CloudWatchClient;
let functions: LambdaClient;
let queues: SQSClient;

beforeAll(async () => {
  watch = new CloudWatchClient(cloud.connection.clientConfig());
  functions = new LambdaClient(cloud.connection.clientConfig());
  queues = new SQSClient(cloud.connection.clientConfig());
});

afterAll(async () => {
  [watch, functions, queues].forEach(client => client?.destroy());
});

const HANDLER = `
exports.handler = async ({ fail, wait }) => {
  if (wait) await new Promise((done) => setTimeout(done, wait));
  if (fail) throw new Error('broken');
  return 'fine';
};`;

/** A deployed function whose alarms tell a queue. */
class Watched {
  constructor(private readonly stack: DeployedStack, public readonly fn: SteadfastFunction, private readonly listener: sqs.Queue) {}

  public async invoke(times: number, event: object, InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse'): Promise<void> {
    const FunctionName = this.stack.physicalIdOf(this.fn.liveAlias);
    for (let count = 0; count < times; count += 1) {
      await functions.send(new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify(event) }));
    }
  }

  public async becomes(state: 'OK' | 'ALARM', alarm: IConstruct): Promise<void> {
    await eventually(`${alarm.node.path} is ${state}`, async () => await this.stateOf(alarm) === state || undefined, { timeoutMs: 20_000 });
  }

  public async stateOf(alarm: IConstruct): Promise<string | undefined> {
    const { MetricAlarms, CompositeAlarms } = await watch.send(new DescribeAlarmsCommand({
      AlarmNames: [this.stack.physicalIdOf(alarm).replace(/^.*:alarm:/, '')], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    }));
    return [...MetricAlarms ?? [], ...CompositeAlarms ?? []][0]?.StateValue;
  }

  /** The descriptions of the alarms that the topic was told of, as soon as it was told of any. */
  public async told(): Promise<string[]> {
    const QueueUrl = this.stack.physicalIdOf(this.listener);
    const messages = await eventually('somebody is told', async () => {
      const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return Messages.length > 0 ? Messages : undefined;
    }, { timeoutMs: 20_000 });
    return messages.map(({ Body }) => JSON.parse(JSON.parse(Body!).Message))
      .map(({ NewStateValue, AlarmDescription }) => `${NewStateValue} ${AlarmDescription}`);
  }

  public physicalIdOf(construct: IConstruct): string {
    return this.stack.physicalIdOf(construct);
  }
}

interface Parts {
  readonly stack: Stack;
  readonly fn: SteadfastFunction;
}

type PropsIn = (stack: Stack) => Partial<SteadfastFunctionProps>;

async function deployed(propsIn: PropsIn = () => ({}), also: (parts: Parts) => void = () => {}): Promise<Watched> {
  let fn!: SteadfastFunction;
  let listener!: sqs.Queue;
  const stack = await withAssembly(uniqueName('alarms'), scope => {
    SteadfastDefaults.of(scope).set({ removalPolicy: RemovalPolicy.DESTROY });
    listener = new sqs.Queue(scope, 'Listener');
    AlarmTopic.of(scope).addSubscription(new subscriptions.SqsSubscription(listener));
    fn = new SteadfastFunction(scope, 'Orders', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(HANDLER), timeout: Duration.seconds(1), ...propsIn(scope),
    });
    also({ stack: scope, fn });
  }, async assembly => (await cloud.deployer.deploy(assembly)).stack());
  return new Watched(stack, fn, listener);
}

const byBucket = ({ fn }: Parts): void => { fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com')); };
const alarmOf = (scope: IConstruct, id: string): IConstruct => scope.node.findChild(id);

test('a function that breaks: the alarm on its error rate leaves OK, and somebody is told', async () => {
  const orders = await deployed();
  const errors = alarmOf(orders.fn, 'ErrorsAlarm');
  await orders.invoke(3, {});
  await orders.becomes('OK', errors);
  await orders.invoke(1, { fail: true });
  await new Promise(passed => setTimeout(passed, 2_000));
  expect(await orders.stateOf(errors)).toBe('OK');
  await orders.invoke(1, { fail: true });
  await orders.becomes('ALARM', errors);
  expect(await orders.told()).toEqual([expect.stringMatching(/^ALARM .*\/Orders: invocations fail\.$/)]);
});

test('a function that comes near its timeout: the alarm on its duration leaves OK, and that on its errors stays', async () => {
  const orders = await deployed();
  await orders.becomes('OK', alarmOf(orders.fn, 'DurationAlarm'));
  await orders.invoke(1, { wait: 850 });
  await orders.becomes('ALARM', alarmOf(orders.fn, 'DurationAlarm'));
  expect(await orders.stateOf(alarmOf(orders.fn, 'ErrorsAlarm'))).toBe('OK');
});

test('a new version that breaks: the alarm that takes it back leaves OK', async () => {
  const orders = await deployed(() => ({ release: Release.canary() }));
  await orders.becomes('OK', alarmOf(orders.fn, 'RollbackAlarm'));
  await orders.invoke(2, { fail: true });
  await orders.becomes('ALARM', alarmOf(orders.fn, 'RollbackAlarm'));
});

test('an event that is parked in a queue: the alarm of the queue leaves OK, and somebody is told', async () => {
  let parking!: IConstruct;
  const orders = await deployed(undefined, parts => {
    byBucket(parts);
    parking = parts.stack.node.findChild('SteadfastParking');
  });
  await orders.becomes('OK', alarmOf(parking, 'ParkedAlarm'));
  await orders.invoke(1, { fail: true }, 'Event');
  await orders.becomes('ALARM', alarmOf(parking, 'ParkedAlarm'));
  expect((await orders.told()).join()).toContain('events are parked and wait for a redrive');
});

test('an event that is parked in a bucket: the alarm on dropped events leaves OK, that on lost ones does not', async () => {
  const orders = await deployed(stack => ({ failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Failures')) }), byBucket);
  await orders.becomes('OK', alarmOf(orders.fn, 'EventsDroppedAlarm'));
  await orders.invoke(1, { fail: true }, 'Event');
  await orders.becomes('ALARM', alarmOf(orders.fn, 'EventsDroppedAlarm'));
  expect(await orders.stateOf(alarmOf(orders.fn, 'DestinationDeliveryAlarm'))).toBe('OK');
});

test('an event that nobody can park: the alarm on lost events leaves OK', async () => {
  let parking!: IConstruct;
  const orders = await deployed(undefined, parts => {
    byBucket(parts);
    parking = parts.stack.node.findChild('SteadfastParking');
  });
  await orders.becomes('OK', alarmOf(orders.fn, 'DestinationDeliveryAlarm'));
  await queues.send(new DeleteQueueCommand({ QueueUrl: orders.physicalIdOf(parking) }));
  await orders.invoke(1, { fail: true }, 'Event');
  await orders.becomes('ALARM', alarmOf(orders.fn, 'DestinationDeliveryAlarm'));
});

test('a service that breaks: one alarm tells somebody, and the others keep silent', async () => {
  let health!: ServiceAlarm;
  const orders = await deployed(undefined, ({ stack }) => { health = new ServiceAlarm(stack, 'Health', { serviceName: 'shop' }); });
  await orders.becomes('OK', health.alarm);
  await orders.invoke(2, { fail: true });
  await orders.becomes('ALARM', health.alarm);
  expect(await orders.told()).toEqual([expect.stringContaining('shop: something is wrong')]);
});

test('a pattern whose function breaks: its one alarm leaves OK, and tells somebody', async () => {
  let health!: IConstruct;
  const orders = await deployed(undefined, ({ stack, fn }) => {
    const processor = new patterns.StreamProcessor(stack, 'Totals', { aggregate: fn });
    health = alarmOf(processor, 'HealthAlarm');
  });
  await orders.becomes('OK', health);
  await orders.invoke(3, {});
  await orders.becomes('OK', health);
  await orders.invoke(2, { fail: true });
  await orders.becomes('ALARM', health);
  expect(await orders.told()).toEqual([expect.stringMatching(/^ALARM .*\/Totals: the function fails, is throttled, comes near its timeout or falls behind/)]);
});
