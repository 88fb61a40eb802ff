import { isMap } from '../raw';

/** What a template may call a generated resource (`Worker.Alias`), and the logical id it has. */
export type GeneratedIds = ReadonlyMap<string, string>;

/** The template with generated resources called by their logical ids: in `Ref`, `Fn::GetAtt` and the holes of `Fn::Sub`. */
export function withGeneratedIds(raw: unknown, ids: GeneratedIds): unknown {
  if (ids.size === 0) {
    return raw;
  }
  if (Array.isArray(raw)) {
    return raw.map(one => withGeneratedIds(one, ids));
  }
  if (!isMap(raw)) {
    return raw;
  }
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, REFERRING.get(key)?.(value, ids) ?? withGeneratedIds(value, ids)]));
}

type Refer = (value: unknown, ids: GeneratedIds) => unknown;

const REFERRING: ReadonlyMap<string, Refer> = new Map<string, Refer>([
  ['Ref', (value, ids) => (typeof value === 'string' ? ids.get(value) : undefined)],
  ['Fn::GetAtt', (value, ids) => (Array.isArray(value) ? attribute(value, ids) : undefined)],
  ['Fn::Sub', (value, ids) => {
    const [pattern, ...variables] = [value].flat();
    const text = typeof pattern === 'string' ? pattern.replace(/\$\{(\w+\.\w+)\}/g, (hole, name) => (ids.has(name) ? `\${${ids.get(name)}}` : hole)) : pattern;
    return Array.isArray(value) ? [text, ...variables.map(one => withGeneratedIds(one, ids))] : text;
  }],
]);

function attribute([name, ...rest]: readonly unknown[], ids: GeneratedIds): unknown {
  const id = typeof name === 'string' ? ids.get(name) : undefined;
  return id === undefined ? undefined : [id, ...rest];
}
