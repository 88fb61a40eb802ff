import { brotliDecompressSync } from 'node:zlib';
import { covers } from './action-pattern';

/** Whether an action can be restricted to a resource: it `always` names one, `sometimes`, or `never` as far as the reference tells. */
export type TakesResource = 'always' | 'sometimes' | 'never';

/**
 * Services whose requests always name one of the resources that the reference calls optional:
 * there it lists kinds of the same thing (object or access-point object, event bus or its new form, API or its domain).
 */
const ALWAYS_NAMED = ['s3', 'events', 'execute-api'];

let lines: ReadonlyMap<string, string> | undefined;
const services = new Map<string, ReadonlyMap<string, TakesResource>>();

/** What the service authorization reference says of an action such as `s3:GetObject`; upper and lower case are the same. */
export function takesResource(action: string): TakesResource {
  const [service, name] = action.toLowerCase().split(':');
  return actionsOf(service).get(name) ?? 'never';
}

/**
 * Whether a pattern such as `s3:Get*` certainly covers an action that always names a resource.
 * Patterns that begin with Describe or List do not count: what they are written for takes none.
 */
export function patternTakesResource(pattern: string): boolean {
  const [service, names = '*'] = pattern.toLowerCase().split(':');
  if (/[*?]/.test(service)) {
    return true;
  }
  return !/^(describe|list)/.test(names)
    && [...actionsOf(service)].some(([name, kind]) => kind === 'always' && covers(names, name));
}

function actionsOf(service: string): ReadonlyMap<string, TakesResource> {
  const known = services.get(service);
  if (known) {
    return known;
  }
  lines ??= unpack();
  const [, always = '', sometimes = ''] = (lines.get(service) ?? '').split('|');
  const actions = new Map<string, TakesResource>([
    ...namesIn(sometimes).map((name): [string, TakesResource] => [name, ALWAYS_NAMED.includes(service) && !isAboutTags(name) ? 'always' : 'sometimes']),
    ...namesIn(always).map((name): [string, TakesResource] => [name, 'always']),
  ]);
  services.set(service, actions);
  return actions;
}

function isAboutTags(name: string): boolean {
  return /^(un)?tagresource$/.test(name);
}

function namesIn(groups: string): readonly string[] {
  return groups.split(' ').filter(group => group !== '').flatMap(group => {
    const [verb, rests] = group.split(':');
    return rests.split(',').map(rest => (verb + rest).toLowerCase());
  });
}

/** The table is read when the first rule asks; most templates of a day never do. */
function unpack(): ReadonlyMap<string, string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { SERVICE_AUTHORIZATION } = require('./service-authorization-data') as typeof import('./service-authorization-data');
  const text = brotliDecompressSync(Buffer.from(SERVICE_AUTHORIZATION, 'base64')).toString();
  return new Map(text.split('\n').map(line => [line.slice(0, line.indexOf('|')), line]));
}
