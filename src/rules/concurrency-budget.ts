import { Bounds, boundsOf, sumOf } from './evidence/bounds';
import { warmCapacities } from './evidence/warm-capacity';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { METADATA_KEY } from '../bridge/metadata-key';
import { FunctionFact } from '../inventory/function-facts';
import { grouped } from '../inventory/grouped';
import { Inventory } from '../inventory/inventory';
import { own, ownMap, RawMap } from '../inventory/raw';
import { Template } from '../inventory/template';
import { QUOTAS } from '../reference/quotas';

/** What functions reserve, all others miss. */
export const concurrencyBudget: Rule = {
  id: 'concurrency-budget',
  severity: 'warning',
  title: 'Reserved and provisioned concurrency leave 100 executions of the account to everybody else',
  why: 'Reserved and provisioned executions are taken from the account\'s limit in the region. Lambda refuses to reserve the last 100, '
    + 'and every function that reserves nothing shares what is left.',
  remedy: 'Reserve less, cap the queue mapping instead where a queue is all that calls, use another account, or ask for a higher limit and state it as '
    + 'Metadata: { cdk-steadfast: { accountConcurrency: 3000 } } of a template.',
  inCdk: '`maxConcurrency` on the event source in place of `reservedConcurrentExecutions`. A higher limit is stated by '
    + '`stack.templateOptions.metadata = { \'cdk-steadfast\': { accountConcurrency: 3000 } }`.',
  source: QUOTAS.keptUnreserved.source,
  keeping: reserving(400),
  breaking: reserving(600),

  *check(inventory) {
    for (const { parts, limit } of concurrencyPlaces(inventory)) {
      yield* judgePlace(parts, limit);
    }
  },
};

/** An account and region, with what functions take of its concurrency. */
export interface ConcurrencyPlace {
  readonly place: string;
  readonly limit: number;
  readonly parts: readonly Part[];
}

/** What functions take of the concurrency of each account and region. */
export function concurrencyPlaces(inventory: Inventory): readonly ConcurrencyPlace[] {
  const stated = statedLimits(inventory.templates);
  return [...byPlace(inventory)].map(([place, parts]) => ({ place, parts, limit: stated.get(place) ?? QUOTAS.accountConcurrency.value }));
}

export interface Part extends Bounds {
  readonly one: FunctionFact;
  readonly perhaps: boolean;
}

function* judgePlace(parts: readonly Part[], limit: number): Iterable<Judgement> {
  const { least, most } = sumOf(parts);
  const free = limit - QUOTAS.keptUnreserved.value;
  const greatest = parts.reduce((one, other) => (other.least > one.least ? other : one));
  if (least > free) {
    const rest = Math.max(0, limit - least);
    yield finding(greatest.one, `${parts.length} functions take ${least} of the account's ${limit} executions and leave ${rest} to all others; `
      + `this one takes the most (${greatest.least}).`);
  } else if (most > free) {
    const open = parts.find(part => part.most > part.least) ?? greatest;
    yield cannotTell(open.one, `Whether the functions leave ${QUOTAS.keptUnreserved.value} of the account's ${limit} executions to all others cannot be told.`);
  }
}

/** What each function takes, by account and region; stacks whose place is not told stand alone, as they may be stages of one app. */
function byPlace(inventory: Inventory): ReadonlyMap<string, readonly Part[]> {
  const warm = warmCapacities(inventory);
  const parts = inventory.functions.all.map((one): Part => {
    const bounds = one.reserved.kind === 'absent' ? sumOf(warm.get(one) ?? []) : boundsOf(one.reserved);
    return { ...bounds, one, perhaps: one.conditional };
  });
  return grouped(parts.filter(({ most }) => most > 0), ({ one }) => placeOf(one.resource.scope.template));
}

/** The limits that templates state, by place. */
function statedLimits(templates: readonly Template[]): ReadonlyMap<string, number> {
  const stated = new Map<string, number>();
  for (const template of templates) {
    const limit = own(ownMap(ownMap(template.body, 'Metadata'), METADATA_KEY), 'accountConcurrency');
    if (typeof limit === 'number' && limit > 0) {
      stated.set(placeOf(template), limit);
    }
  }
  return stated;
}

function placeOf({ account, region, name }: Template): string {
  return account !== undefined && region !== undefined ? `${account}/${region}` : name;
}

function reserving(executions: number): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction({ ReservedConcurrentExecutions: executions }),
      Helper: lambdaFunction({ ReservedConcurrentExecutions: 350 }),
    },
  };
}
