import { MappingFact } from './function-facts';
import { Inventory } from './inventory';
import { Link } from './model';

/** DynamoDB Developer Guide, "Change data capture for DynamoDB Streams": records stay for 24 hours. */
const TABLE_STREAM_HOURS = 24;

/** The stream that a mapping reads; a consumer with a throughput of its own is no place of its own. */
export function streamOf({ source }: MappingFact): Link {
  const consumed = source.resource?.type === 'AWS::Kinesis::StreamConsumer' ? source.resource.properties.link('StreamARN') : source;
  return consumed.state === 'absent' ? source : consumed;
}

/** For how many hours the stream of a mapping keeps a record; undefined when that cannot be told. */
export function hoursKept(mapping: MappingFact, { streams }: Inventory): number | undefined {
  return mapping.via === 'dynamodb' ? TABLE_STREAM_HOURS : streams.at(streamOf(mapping))?.retention.known;
}
