import { FunctionFact } from './function-facts';
import { ownMap, RawMap } from './raw';
import { METADATA_KEY } from '../bridge/metadata-key';

/**
 * What is stated of a function for readers, as written: its expected workload, how its memory was tuned.
 *
 * Constructs write it beside the alias: where CDK hashes metadata, too, a word beside the function would publish a new version.
 */
export function statedOf(one: FunctionFact): RawMap {
  return Object.assign({}, ...[one, ...one.aliases].map(fact => ownMap(ownMap(fact.resource.raw, 'Metadata'), METADATA_KEY))) as RawMap;
}
