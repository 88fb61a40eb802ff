import { RawMap } from '../raw';

/** A shorthand whose expansion is not followed: reads as unknown wherever it is asked for. */
export function notExpanded(shorthand: string): RawMap {
  return { 'Fn::Serverless': shorthand };
}
