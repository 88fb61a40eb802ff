import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { Fact, factOf } from '../inventory/fact';
import { Inventory } from '../inventory/inventory';
import { Link } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** Who reads one stream, and at which of them a finding is shown when the table is not here. */
interface Readers {
  readonly link: Link;
  readonly first: Fact;
  readonly names: string[];
}

/** A stream of DynamoDB serves two readers. */
export const streamConsumers: Rule = {
  id: 'stream-consumers',
  severity: 'warning',
  title: 'At most two consumers read the stream of a table, one that of a global table',
  why: 'More readers of one shard are throttled: all of them fall behind, and records expire after 24 hours.',
  remedy: 'Let one function or pipe read the stream and hand on to a bus or topic, or send the table\'s changes to Kinesis.',
  inCdk: 'One event source on the table\'s stream that hands on to a bus, or `kinesisStream` on the table.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  keeping: consumed(2),
  breaking: consumed(3),

  *check(inventory) {
    for (const { link, first, names } of readersOf(inventory)) {
      const table = inventory.tables.at(link);
      const replicas = table?.resource.type === 'AWS::DynamoDB::GlobalTable' ? table.resource.properties.maps('Replicas') : [];
      const most = replicas.length > 1 ? 1 : 2;
      const name = table?.logicalId ?? link.written;
      if (names.length > most) {
        yield finding(table ?? first, `The stream of ${name} is read by ${names.length}: ${[...names].sort().join(', ')}.`);
      } else if (names.length > 1 && replicas.some(replica => replica.state === 'unknown')) {
        yield cannotTell(table ?? first, `Whether ${name} has replicas in other regions cannot be told.`);
      }
    }
  },
};

function readersOf(inventory: Inventory): Iterable<Readers> {
  const found = new Map<unknown, Readers>();
  const add = (link: Link, reader: Fact): void => {
    const key = link.resource ?? link.written;
    const readers = found.get(key) ?? { link, first: reader, names: [] };
    readers.names.push(reader.logicalId);
    found.set(key, readers);
  };
  inventory.mappings.all.filter(one => one.via === 'dynamodb' && one.enabled.known !== false && one.source.state !== 'unknown')
    .forEach(one => add(one.source, one));
  for (const pipe of inventory.resourcesOfType('AWS::Pipes::Pipe')) {
    const source = pipe.properties.link('Source');
    if (source.service === 'dynamodb' && source.state !== 'unknown' && pipe.properties.text('DesiredState').known !== 'STOPPED') {
      add(source, factOf(pipe));
    }
  }
  return found.values();
}

function consumed(times: number): RawMap {
  const mappings = Array.from({ length: times }, (_, index) => [`Mapping${index}`, {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, StartingPosition: 'TRIM_HORIZON' },
  }]);
  return {
    Resources: {
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } },
      Worker: lambdaFunction(),
      ...Object.fromEntries(mappings),
    },
  };
}
