import { readFunctionWorkload } from './function-workload';
import { flagOf, mapOf, numberOf, textOf } from './stated-values';
import { ResourceUsage, Workload } from './workload';
import { BadInputError } from '../inventory/bad-input-error';
import { parseFile } from '../inventory/loading/parse-template';
import { own, RawMap } from '../inventory/raw';

const KEYS = ['region', 'freeTier', 'accountConcurrency', 'functions', 'resources'];

/** Reads a workload file, JSON or YAML; throws a `BadInputError` for what it does not understand. */
export function readWorkload(file: string): Workload {
  const body = parseFile(file, 'a workload: a map with functions and resources is expected');
  const strange = Object.keys(body).find(key => !KEYS.includes(key));
  if (strange !== undefined) {
    throw new BadInputError(file, `${strange} means nothing in a workload; there is ${KEYS.join(', ')}`);
  }
  const region = own(body, 'region');
  const limit = own(body, 'accountConcurrency');
  return {
    where: file,
    ...region === undefined ? {} : { region: textOf(region, file, 'region') },
    freeTier: flagOf(own(body, 'freeTier') ?? false, file, 'freeTier'),
    ...limit === undefined ? {} : { accountConcurrency: numberOf(limit, { least: 0 }, file, 'accountConcurrency') },
    functions: entriesOf(body, 'functions', file, readFunctionWorkload),
    resources: entriesOf(body, 'resources', file, readUsage),
  };
}

function entriesOf<T>(body: RawMap, key: string, file: string, read: (raw: unknown, where: string, path: string) => T): ReadonlyMap<string, T> {
  const entries = mapOf(own(body, key) ?? {}, file, key);
  return new Map(Object.entries(entries).map(([id, raw]) => [id, read(raw, file, `${key}.${id}`)]));
}

/** Which quantities a resource has depends on its type, so names are judged against the templates. */
function readUsage(raw: unknown, file: string, path: string): ResourceUsage {
  return Object.fromEntries(Object.entries(mapOf(raw, file, path)).map(([name, value]) => [name, numberOf(value, { least: 0 }, file, `${path}.${name}`)]));
}
