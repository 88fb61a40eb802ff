import { RawMap } from '../raw';

/** A resource that SAM makes, by its logical id. */
export type Entry = readonly [id: string, raw: RawMap];
