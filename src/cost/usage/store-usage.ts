import { Resource } from '../../inventory/model';
import { AppContext } from '../app-context';
import { HOURS_A_MONTH } from '../units';
import { Arrivals, atLeast } from './arrivals';
import { Quantity, stated, Usage, uses } from './usage';

/** Tables, streams and buckets. */
export function storeUsage(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return [
    ...app.inventory.tables.all.flatMap(({ resource }) => tableUsage(app, resource)),
    ...app.inventory.streams.all.flatMap(({ resource }) => streamUsage(app, resource, arrivals)),
    ...app.inventory.buckets.all.flatMap(({ resource }) => bucketUsage(app, resource)),
  ];
}

function tableUsage(app: AppContext, table: Resource): readonly Usage[] {
  const { properties } = table;
  const stored = stated(app, table, 'storedGb');
  const usages = properties.text('BillingMode', 'PROVISIONED').known === 'PAY_PER_REQUEST'
    ? [uses(app, table, 'dynamodb.write', stated(app, table, 'writes')), uses(app, table, 'dynamodb.read', stated(app, table, 'reads'))]
    : [
      uses(app, table, 'dynamodb.write-capacity', capacity(table, 'WriteCapacityUnits')),
      uses(app, table, 'dynamodb.read-capacity', capacity(table, 'ReadCapacityUnits')),
    ];
  usages.push(uses(app, table, 'dynamodb.storage', stored));
  if (recoverable(table)) {
    usages.push(uses(app, table, 'dynamodb.pitr', stored));
  }
  const readers = app.inventory.mappings.all.filter(mapping => mapping.source.resource === table);
  if (readers.length > 0) {
    usages.push(uses(app, table, 'dynamodb.stream-reads', { quantity: 0, basis: 'free for Lambda' }));
  }
  return usages;
}

function capacity(table: Resource, name: string): Quantity {
  const { known } = table.properties.number(`ProvisionedThroughput.${name}`);
  return known === undefined ? { why: 'the template does not tell its capacity' } : { quantity: known * HOURS_A_MONTH, basis: 'without indexes and scaling' };
}

function recoverable({ properties }: Resource): boolean {
  const key = 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';
  return properties.flag(key).known === true || properties.maps('Replicas').some(replica => replica.flag(key).known === true);
}

function streamUsage(app: AppContext, stream: Resource, arrivals: Arrivals): readonly Usage[] {
  const { properties } = stream;
  if (properties.text('StreamModeDetails.StreamMode', 'PROVISIONED').known === 'ON_DEMAND') {
    return [
      uses(app, stream, 'kinesis.on-demand.hour', { quantity: HOURS_A_MONTH }),
      uses(app, stream, 'kinesis.on-demand.in', stated(app, stream, 'inGb')),
      uses(app, stream, 'kinesis.on-demand.out', stated(app, stream, 'outGb')),
    ];
  }
  const shards = properties.number('ShardCount', 1).known;
  const received = arrivals.from(stream);
  const puts = received.length === 0 ? {} : { ...atLeast(received), basis: 'a put unit for each record that its functions receive' };
  return [
    uses(app, stream, 'kinesis.shard-hour', shards === undefined ? { why: 'the template does not tell its shards' } : { quantity: shards * HOURS_A_MONTH }),
    uses(app, stream, 'kinesis.put', stated(app, stream, 'puts', puts)),
  ];
}

function bucketUsage(app: AppContext, bucket: Resource): readonly Usage[] {
  return [
    uses(app, bucket, 's3.storage', stated(app, bucket, 'storedGb')),
    uses(app, bucket, 's3.put', stated(app, bucket, 'puts')),
    uses(app, bucket, 's3.get', stated(app, bucket, 'gets')),
  ];
}
