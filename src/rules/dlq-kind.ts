import { cannotTell, finding, Judgement, Rule } from './rule';
import { Inventory } from '../inventory/inventory';
import { Link, Value } from '../inventory/model';
import { ParkingPlace, parkingPlaces } from '../inventory/parking-places';
import { known, unknown } from '../inventory/value';

/** FIFO and standard do not mix, and most services cannot write to FIFO at all. */
export const dlqKind: Rule = {
  id: 'dlq-kind',
  severity: 'error',
  title: 'Failed events go to a queue or topic of the kind that the sender can write to',
  why: 'Lambda, EventBridge and Scheduler cannot send failed events to a FIFO queue or topic: what fails is lost. SQS takes as dead-letter queue only a queue of the same kind.',
  remedy: 'Use a standard queue; a FIFO queue alone has a FIFO queue as its dead-letter queue.',
  inCdk: 'A `sqs.Queue` or `sns.Topic` without `fifo`. `FailurePath.toQueue(queue)` refuses the other kind.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  keeping: queues(true, true),
  breaking: queues(true, false),

  *check(inventory) {
    const places: readonly ParkingPlace[] = [
      ...parkingPlaces(inventory),
      ...inventory.asyncConfigs.all.filter(one => one.onSuccess.state !== 'absent').map((one): ParkingPlace => ({ to: one.onSuccess, by: one, how: 'asynchronous' })),
    ];
    for (const place of places) {
      const wanted = wantedKind(place, inventory);
      if (wanted) {
        yield* judgePlace(place, wanted, isFifo(place.to, inventory));
      }
    }
  },
};

/** Whether the place must be FIFO; undefined where the sender takes both or nobody documents it. */
function wantedKind(place: ParkingPlace, { queues: knownQueues, topics, mappings }: Inventory): Value<boolean> | undefined {
  switch (place.how) {
    case 'redrive':
      return knownQueues.of(place.by.resource)?.fifo;
    case 'stream':
      return mappings.of(place.by.resource)?.via === 'dynamodb' ? known(false) : undefined;
    case 'subscription': {
      // A FIFO topic's subscription is not judged: whether it takes standard queues, as its deliveries do, was not confirmed.
      const fifo = place.topic && topics.at(place.topic)?.fifo;
      return fifo?.known === false ? fifo : undefined;
    }
    default:
      return known(false);
  }
}

function isFifo(to: Link, { queues: knownQueues, topics }: Inventory): Value<boolean> {
  const fact = knownQueues.at(to) ?? topics.at(to);
  if (fact) {
    return fact.fifo;
  }
  if (to.service !== 'sqs' && to.service !== 'sns') {
    return to.service ? known(false) : unknown('it cannot be told what it is');
  }
  return to.state === 'elsewhere' ? known(to.written.endsWith('.fifo')) : unknown('it is not in the template');
}

function* judgePlace({ to, by }: ParkingPlace, wanted: Value<boolean>, fifo: Value<boolean>): Iterable<Judgement> {
  const name = to.resource?.logicalId ?? to.written;
  if (wanted.known === undefined || fifo.known === undefined) {
    yield cannotTell(by, `Whether ${name}, where its failed events go, is of the right kind (FIFO or standard) cannot be told.`);
  } else if (wanted.known !== fifo.known) {
    const [is, must] = fifo.known ? ['FIFO', 'standard'] : ['standard', 'FIFO'];
    yield finding(by, `Its failed events go to ${name}, which is ${is}; it must be ${must}.`, {
      remedy: wanted.known ? `Make ${name} a FIFO queue.` : `Name a ${must} queue instead of ${name}.`,
    });
  }
}

function queues(source: boolean, parked: boolean): Rule['keeping'] {
  const fifo = (is: boolean) => (is ? { FifoQueue: true } : {});
  const redrive = { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount: 5 };
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: redrive, ...fifo(source) } },
      Parked: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600, ...fifo(parked) } },
    },
  };
}
