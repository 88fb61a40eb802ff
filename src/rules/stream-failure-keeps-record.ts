import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link, Resource } from '../inventory/model';
import { hoursKept } from '../inventory/stream-records';

const HOUR = 3_600;

/** So long a stream keeps a record where nothing is said. */
const A_DAY = 24;

/** A pointer to a record that has expired is worth nothing. */
export const streamFailureKeepsRecord: Rule = {
  id: 'stream-failure-keeps-record',
  severity: 'warning',
  title: 'What a stream\'s mapping gave up on is kept itself, not only a pointer to it',
  why: 'A queue or topic receives shard and sequence numbers, not the records. The stream forgets them after its retention (DynamoDB: 24 hours), while the message '
    + 'lies in the queue for days: whoever comes to redrive it finds nothing. A bucket receives the records.',
  remedy: 'Name a bucket as the on-failure destination, or keep the stream\'s records as long as the queue keeps its messages.',
  inCdk: '`onFailure: new S3OnFailureDestination(bucket)` on the event source. `StreamTrigger` and `TableStreamTrigger` keep the '
    + 'records in a bucket.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html',
  keeping: clicks('AWS::S3::Bucket'),
  breaking: clicks('AWS::SQS::Queue'),

  *check(inventory) {
    const archived = archivedSources(inventory);
    for (const mapping of inventory.mappings) {
      const source = mapping.source.resource;
      if (!source || !archived.has(source)) {
        yield* judgeMapping(mapping, inventory);
      }
    }
  },
};

/** Streams whose records Firehose keeps, and tables whose changes also go to a Kinesis stream. */
function archivedSources(inventory: Inventory): ReadonlySet<Resource> {
  const links: readonly Link[] = inventory.resourcesOfType('AWS::KinesisFirehose::DeliveryStream')
    .map(({ properties }) => properties.link('KinesisStreamSourceConfiguration.KinesisStreamARN'));
  const doubled = inventory.tables.all.filter(table => table.resource.properties.has('KinesisStreamSpecification')).map(table => table.resource);
  return new Set([...links.flatMap(link => (link.resource ? [link.resource] : [])), ...doubled]);
}

function* judgeMapping(mapping: MappingFact, inventory: Inventory): Iterable<Judgement> {
  const to = mapping.onFailure;
  if ((mapping.via !== 'kinesis' && mapping.via !== 'dynamodb') || (to.service !== 'sqs' && to.service !== 'sns')) {
    return;
  }
  const recordHours = hoursKept(mapping, inventory);
  const pointerHours = to.service === 'sqs' ? hoursInQueue(to, inventory) : A_DAY;
  const name = to.resource?.logicalId ?? to.written;
  if (recordHours !== undefined && (recordHours <= A_DAY || (pointerHours !== undefined && recordHours < pointerHours))) {
    yield finding(mapping, `${name} receives only a pointer to the records, and the stream keeps them for ${recordHours} hours.`);
  } else if (recordHours === undefined || pointerHours === undefined) {
    yield cannotTell(mapping, `${name} receives only a pointer to the records; whether the stream keeps them as long cannot be told.`);
  }
}

function hoursInQueue(to: Link, { queues }: Inventory): number | undefined {
  const seconds = queues.at(to)?.retention.known;
  return seconds === undefined ? undefined : seconds / HOUR;
}

function clicks(Type: string): Rule['keeping'] {
  return {
    Resources: {
      Clicks: { Type: 'AWS::Kinesis::Stream' },
      Failed: { Type },
      Worker: lambdaFunction(),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          EventSourceArn: { 'Fn::GetAtt': ['Clicks', 'Arn'] },
          StartingPosition: 'TRIM_HORIZON',
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
        },
      },
    },
  };
}
