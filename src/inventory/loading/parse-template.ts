import { BadInputError } from '../bad-input-error';
import { isMap, RawMap } from '../raw';
import { readText } from './read-text';
import { shortIntrinsics } from './short-intrinsics';

const MOST_DEEP = 100;
const MOST_NODES = 4_000_000;
const MOST_ALIASES = 100;
/** YAML takes some hundred times longer to read than JSON; CloudFormation's own limit is 1 MB. */
const MOST_YAML_CHARACTERS = 5 * 1024 * 1024;

const A_TEMPLATE = 'a template: a map with Resources is expected';

/** The map that a JSON or YAML file holds; a file that holds something else is told what was expected. */
export function parseFile(file: string, expected = A_TEMPLATE): RawMap {
  return parseTemplateText(readText(file), file, expected);
}

/** The map that a JSON or YAML text holds. */
export function parseTemplateText(text: string, where: string, expected = A_TEMPLATE): RawMap {
  const parsed = /^\s*[{[]/.test(text) && !/\.ya?ml$/i.test(where) ? parseJson(text, where) : parseYaml(text, where);
  refuseExcess(parsed, where);
  if (!isMap(parsed)) {
    throw new BadInputError(where, `this is not ${expected}`);
  }
  return parsed;
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // JSON is YAML, and templates with comments or short intrinsics inside braces exist; but a broken JSON file should hear about JSON.
    if (/\.json$/i.test(where) || text.length > MOST_YAML_CHARACTERS) {
      throw new BadInputError(where, `this is no valid JSON (${messageOf(error)})`);
    }
    return parseYaml(text, where);
  }
}

function parseYaml(text: string, where: string): unknown {
  if (text.length > MOST_YAML_CHARACTERS) {
    throw new BadInputError(where, `this YAML is too large (${text.length} characters; at most ${MOST_YAML_CHARACTERS} are read)`);
  }
  refuseDeepYaml(text, where);
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- required here because most inputs are JSON and reading the parser costs time
    const yaml = require('yaml') as typeof import('yaml');
    // With `silent` a second document would be left out without a word.
    const document = yaml.parseDocument(text, { customTags: shortIntrinsics(yaml), merge: true, logLevel: 'error', strict: false });
    const [error] = document.errors;
    if (error) {
      throw new BadInputError(where, `this is no valid YAML (${error.message.split('\n')[0]})`);
    }
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw error instanceof BadInputError ? error : new BadInputError(where, `this YAML cannot be read (${messageOf(error)})`);
  }
}

const MOST_DEEP_YAML = 500;

/** The YAML parser recurses, and running out of stack inside a regular expression ends the whole process. */
function refuseDeepYaml(text: string, where: string): void {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    depth += character === '[' || character === '{' ? 1 : character === ']' || character === '}' ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > MOST_DEEP_YAML || new RegExp(`^[ ?:-]{${MOST_DEEP_YAML}}`, 'm').test(text)) {
    throw new BadInputError(where, 'this YAML is nested too deeply');
  }
}

/** Walks without recursion: depth and size are not ours to trust. */
function refuseExcess(parsed: unknown, where: string): void {
  let level: unknown[] = [parsed];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    nodes += level.length;
    if (depth > MOST_DEEP) {
      throw new BadInputError(where, `this is nested too deeply (more than ${MOST_DEEP} levels)`);
    }
    if (nodes > MOST_NODES) {
      throw new BadInputError(where, `this holds too many values (more than ${MOST_NODES})`);
    }
    const next: unknown[] = [];
    for (const node of level) {
      if (typeof node === 'object' && node !== null) {
        for (const child of Object.values(node)) {
          next.push(child);
        }
      }
    }
    level = next;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : 'unknown reason';
}
