/** A template as written: what a JSON or YAML parser returns, before anything is believed about it. */
export type Raw = unknown;

/** A map as written; read it through `own`, keys come from strangers. */
export type RawMap = Readonly<Record<string, unknown>>;

/** Is it a map, and neither a list nor null? */
export function isMap(raw: Raw): raw is RawMap {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The value of a key the map itself has; a template may well name a resource `constructor`. */
export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
}

/** The map under a key, or an empty one. */
export function ownMap(map: RawMap, key: string): RawMap {
  const value = own(map, key);
  return isMap(value) ? value : {};
}

/** The string under a key, or undefined. */
export function ownText(map: RawMap, key: string): string | undefined {
  const value = own(map, key);
  return typeof value === 'string' ? value : undefined;
}
