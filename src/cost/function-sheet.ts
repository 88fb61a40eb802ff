import { adviceOn } from './advice';
import { AppContext, placeOf } from './app-context';
import { FunctionFact } from '../inventory/function-facts';
import { statedOf } from '../inventory/stated';
import { alternativesTo, curveOf } from './compare/alternatives';
import { concurrencyNeed } from './compare/concurrency-need';
import { decisionsOn } from './compare/decisions';
import { CostLine, FunctionSheet } from './cost-sheet';
import { PriceList } from './price-list';
import { loadOf } from './usage/function-usage';

/** One function's costs, and what its traffic means. */
export function functionSheet(one: FunctionFact, app: AppContext, prices: PriceList, lines: readonly CostLine[]): FunctionSheet {
  const region = app.regionOf(one.resource);
  const workload = app.workloadOf(one);
  const load = workload && !one.managedInstances && !app.inventory.isEdge(one) ? loadOf(one, workload) : undefined;
  const market = { prices, region, freeTier: false };
  const alternatives = load ? alternativesTo(load, market) : [];
  const concurrency = workload ? concurrencyNeed(one, workload, app) : null;
  const { known: architecture } = one.architecture;
  return {
    ...placeOf(one),
    region,
    architecture: architecture === 'arm64' || architecture === 'x86_64' ? architecture : null,
    memory: one.memory.known ?? null,
    workload: workload ?? null,
    ...totalOf(lines),
    concurrency,
    alternatives,
    decisions: load ? decisionsOn({ load, timeout: one.timeout.known, alternatives }) : [],
    advice: adviceOn({ stated: statedOf(one), memory: one.memory.known, workload, alternatives, concurrency }),
    curve: load ? curveOf(load, market) : [],
  };
}

/** The sum of what is known, and whether that is all. */
export function totalOf(lines: readonly CostLine[]): { readonly total: number; readonly complete: boolean } {
  return { total: lines.reduce((sum, line) => sum + (line.cost ?? 0), 0), complete: lines.every(line => line.cost !== null) };
}
