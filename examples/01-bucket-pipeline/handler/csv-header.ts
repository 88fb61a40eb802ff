/** The columns of a file. */
export interface Header {
  readonly names: readonly string[];
  /** Which column holds the key. */
  readonly keyIndex: number;
}

/**
 * Names the columns, and finds the key among them.
 *
 * Every name stands once: a column without a name, or with one that an earlier column has, is called after its position.
 */
export function readHeader(fields: readonly string[], keyColumn: string): Header | { readonly problem: string } {
  const keyIndex = fields.indexOf(keyColumn);
  if (keyIndex < 0) {
    return { problem: `there is no column "${keyColumn}"; the columns are ${fields.map(name => `"${name}"`).join(', ')}` };
  }
  const given = new Set(fields);
  const names = fields.map((name, index) => {
    const usable = name !== '' && name !== '__proto__' && fields.indexOf(name) === index;
    return usable ? name : positionName(index, given);
  });
  return { names, keyIndex };
}

function positionName(index: number, taken: ReadonlySet<string>): string {
  let name = `column ${index + 1}`;
  while (taken.has(name)) {
    name += '_';
  }
  return name;
}
