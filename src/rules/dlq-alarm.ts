import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact } from '../inventory/fact';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';
import { ParkingPlace, parkingPlaces } from '../inventory/parking-places';
import { RawMap } from '../inventory/raw';
import { AlarmFact, Metric } from '../inventory/store-facts';

/** What tells that messages lie in a queue. Messages sent do not count those that a redrive policy moved. */
const LYING = ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'];

/** What tells that events went to a bucket, or did not even get there; a bucket has no such metric of its own. */
const FAILING = ['Errors', 'AsyncEventsDropped', 'DestinationDeliveryFailures', 'DroppedEventCount', 'OnFailureDestinationDeliveredEventCount'];

/** What nobody hears of lies there until it expires. */
export const dlqAlarm: Rule = {
  id: 'dlq-alarm',
  severity: 'warning',
  title: 'A place where events are parked has an alarm that reaches somebody',
  why: 'Parked events wait for a person. Nobody looks into an empty queue every day; after its retention what it held is gone.',
  remedy: 'Add an alarm on ApproximateNumberOfMessagesVisible of the queue (at least 1), with an alarm action.',
  inCdk: 'An alarm on `queue.metricApproximateNumberOfMessagesVisible()` with `addAlarmAction`. Wherever this library parks events there is one.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html',
  keeping: watched('ApproximateNumberOfMessagesVisible'),
  breaking: watched('NumberOfMessagesSent'),

  *check(inventory) {
    const alarms = new AlarmsByResource(inventory);
    const worked = new Set(inventory.mappings.all.map(mapping => mapping.source.resource));
    const heard = new Set(inventory.notifications.map(one => one.bucket.resource));
    for (const place of parkingPlaces(inventory)) {
      const queue = inventory.queues.at(place.to);
      const bucket = inventory.buckets.at(place.to);
      // A function or somebody with notifications takes what arrives: nothing lies there.
      if (queue && !worked.has(queue.resource)) {
        yield* judgeQueue(queue, alarms);
      } else if (bucket && place.failing && !heard.has(bucket.resource)) {
        yield* judgeBucket(bucket, place.failing, alarms);
      } else if (place.to.service === 'sqs' && !queue) {
        yield* judgeOutside(place);
      }
    }
  },
};

/** Alarms by the queue or function whose metric they read. */
class AlarmsByResource {
  /** Alarms on queues whose name cannot be told. */
  public readonly open: AlarmFact[] = [];
  private readonly found = new Map<Resource, (readonly [AlarmFact, Metric])[]>();

  constructor({ alarms }: Inventory) {
    for (const alarm of alarms) {
      alarm.metrics.forEach(metric => this.learn(alarm, metric));
    }
  }

  public of(resource: Resource): readonly (readonly [AlarmFact, Metric])[] {
    return this.found.get(resource) ?? [];
  }

  private learn(alarm: AlarmFact, metric: Metric): void {
    const dimension = metric.dimensions.get('QueueName') ?? metric.dimensions.get('FunctionName');
    const resource = dimension?.resource;
    if (resource) {
      const known = this.found.get(resource) ?? [];
      known.push([alarm, metric]);
      this.found.set(resource, known);
    } else if (dimension?.state === 'unknown' && metric.dimensions.has('QueueName')) {
      this.open.push(alarm);
    }
  }
}

function* judgeQueue(queue: Fact, alarms: AlarmsByResource): Iterable<Judgement> {
  const own = alarms.of(queue.resource);
  const right = own.filter(([, metric]) => metric.name.known === undefined || LYING.includes(metric.name.known)).map(([alarm]) => alarm);
  if (right.some(alarm => alarm.notifies.known)) {
    return;
  }
  if (right.some(alarm => alarm.notifies.known === undefined) || alarms.open.length > 0) {
    yield cannotTell(queue, 'Whether an alarm on it reaches anybody cannot be told.');
  } else if (right.length > 0) {
    yield finding(queue, `Events are parked here, and its alarm ${right[0].logicalId} tells nobody.`, { remedy: `Give ${right[0].logicalId} an alarm action, and enable its actions.` });
  } else if (own.length > 0) {
    const [alarm, metric] = own[0];
    yield finding(queue, `Events are parked here, and its alarm ${alarm.logicalId} reads ${metric.name.written}, which does not show what lies in the queue.`);
  } else {
    yield finding(queue, 'Events are parked here, and no alarm tells anybody.');
  }
}

function* judgeBucket(bucket: Fact, failing: Fact, alarms: AlarmsByResource): Iterable<Judgement> {
  const own = alarms.of(failing.resource).filter(([, metric]) => metric.name.known === undefined || FAILING.includes(metric.name.known));
  if (own.some(([alarm]) => alarm.notifies.known)) {
    return;
  }
  if (own.some(([alarm]) => alarm.notifies.known === undefined)) {
    yield cannotTell(bucket, `Whether anybody is told when ${failing.logicalId} fails cannot be told.`);
  } else {
    yield finding(bucket, `Events that ${failing.logicalId} failed on are parked here, and no alarm or notification tells anybody.`, {
      remedy: `Add an alarm with an action on Errors of ${failing.logicalId}, or a notification on the bucket.`,
    });
  }
}

function* judgeOutside({ to, by }: ParkingPlace): Iterable<Judgement> {
  yield cannotTell(by, `Whether an alarm watches ${to.written} cannot be told: it is not in the template.`);
}

function watched(MetricName: string): RawMap {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount: 5 } } },
      Parked: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      Worker: lambdaFunction(),
      Mapping: queueMapping(),
      People: { Type: 'AWS::SNS::Topic' },
      ParkedAlarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/SQS',
          MetricName,
          Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Parked', 'QueueName'] } }],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          AlarmActions: [{ Ref: 'People' }],
        },
      },
    },
  };
}
