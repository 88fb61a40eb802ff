import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A defect in a template that was written from RULES.md and AWS's documentation alone, before the rule's code was read.
 * Its file is a diff: `-` lines stand in the broken template only, `+` lines in the mended one only.
 */
export interface BlindPlant {
  readonly rule: string;
  readonly name: string;
  readonly broken: string;
  readonly mended: string;
}

const FOLDER = join(__dirname, 'planted');
const WELL_BUILT = join(__dirname, 'well-built');

export function blindPlants(): readonly BlindPlant[] {
  return readdirSync(FOLDER).filter(file => file.endsWith('.diff')).sort().map(file => {
    const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
    const side = (mark: string): string => lines.filter(line => line.startsWith(mark) || line.startsWith(' ')).map(line => `${line.slice(1)}\n`).join('');
    return { rule: file.split('.')[0], name: file.replace('.diff', ''), broken: side('-'), mended: side('+') };
  });
}

/** Templates with nothing wrong, written before any rule was held against them. */
export function blindWellBuilt(): readonly { readonly name: string; readonly file: string }[] {
  return readdirSync(WELL_BUILT).sort().map(file => ({ name: file.replace(/\.\w+$/, ''), file: join(WELL_BUILT, file) }));
}
