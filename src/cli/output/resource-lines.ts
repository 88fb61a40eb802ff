import * as fs from 'fs';

/** On which line of a template a resource stands; 1 where nobody can tell. Each file is read once. */
export function resourceLines(): (file: string, logicalId: string) => number {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (file, logicalId) => {
    const lines = known.get(file) ?? linesOf(file);
    known.set(file, lines);
    return lines.get(logicalId) ?? 1;
  };
}

/** The first line below `Resources` that opens a map under the name; a name seldom opens anything else. */
function linesOf(file: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let below = false;
  textOf(file).split('\n').forEach((line, index) => {
    const name = /^\s*"?([A-Za-z0-9:]+)"?\s*:\s*(?:\{.*)?\s*(?:#.*)?\r?$/.exec(line)?.[1];
    below ||= name === 'Resources';
    if (below && name !== undefined && !found.has(name)) {
      found.set(name, index + 1);
    }
  });
  return found;
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
