import { BadInputError } from '../inventory/bad-input-error';
import { isMap, RawMap } from '../inventory/raw';

/*
 * Values that a person wrote into a file: read as what is expected, or refused with where they stand and what was given.
 */

export interface Bounds {
  readonly least: number;
  readonly most?: number;
}

/** A number within bounds. */
export function numberOf(value: unknown, { least, most = Infinity }: Bounds, where: string, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most) {
    const bounds = most === Infinity ? `a number of at least ${least}` : `a number from ${least} to ${most}`;
    throw new BadInputError(where, `${path} must be ${bounds}; given ${JSON.stringify(value)}`);
  }
  return value;
}

/** A map. */
export function mapOf(value: unknown, where: string, path: string): RawMap {
  if (!isMap(value)) {
    throw new BadInputError(where, `${path} must be a map; given ${JSON.stringify(value)}`);
  }
  return value;
}

/** True or false. */
export function flagOf(value: unknown, where: string, path: string): boolean {
  if (typeof value !== 'boolean') {
    throw new BadInputError(where, `${path} must be true or false; given ${JSON.stringify(value)}`);
  }
  return value;
}

/** A text. */
export function textOf(value: unknown, where: string, path: string): string {
  if (typeof value !== 'string') {
    throw new BadInputError(where, `${path} must be a text; given ${JSON.stringify(value)}`);
  }
  return value;
}

/** One of several words. */
export function oneOf<T extends string>(allowed: readonly T[], value: unknown, where: string, path: string): T {
  const found = allowed.find(one => one === value);
  if (found === undefined) {
    throw new BadInputError(where, `${path} must be one of ${allowed.join(', ')}; given ${JSON.stringify(value)}`);
  }
  return found;
}
