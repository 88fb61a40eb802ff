import { FunctionFact } from '../../inventory/function-facts';
import { QUOTAS } from '../../reference/quotas';
import { AppContext } from '../app-context';
import { ConcurrencyNeed } from '../cost-sheet';
import { averageConcurrency, peakConcurrency } from '../lambda-load';
import { FunctionWorkload } from '../workload';

/** A function scales by so many environments each ten seconds: https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html */
const SCALING = { environments: 1000, seconds: 10 };

/** How many executions a function needs at the same time, and whether they are there. */
export function concurrencyNeed(one: FunctionFact, workload: FunctionWorkload, app: AppContext): ConcurrencyNeed {
  const peak = peakConcurrency(workload);
  const available = availableTo(one, app);
  const reached = available === null ? peak : Math.min(peak, available);
  const connections = workload.connectionsPerExecution ?? (connects(one, app) ? 1 : undefined);
  return {
    average: averageConcurrency(workload),
    peak,
    available,
    headroom: available === null ? null : available - peak,
    secondsToScale: Math.max(0, Math.ceil(peak / SCALING.environments) - 1) * SCALING.seconds,
    databaseConnections: connections === undefined ? null : Math.ceil(reached) * connections,
  };
}

/** What is reserved for the function, otherwise what the other functions of the region leave to it; null when that cannot be told. */
function availableTo(one: FunctionFact, app: AppContext): number | null {
  if (one.reserved.kind !== 'absent') {
    return one.reserved.known ?? null;
  }
  const region = app.regionOf(one.resource);
  const others = app.inventory.functions.all.filter(other => app.regionOf(other.resource) === region && other.reserved.kind !== 'absent');
  if (others.some(other => other.reserved.known === undefined)) {
    return null;
  }
  const reserved = others.reduce((sum, other) => sum + (other.reserved.known ?? 0), 0);
  return Math.max(0, (app.workload.accountConcurrency ?? QUOTAS.accountConcurrency.value) - reserved);
}

/** Whether the function's role may open connections to a database or to its proxy. */
function connects(one: FunctionFact, app: AppContext): boolean {
  const statements = app.inventory.roleOf(one)?.statements ?? [];
  return statements.some(statement => statement.actions.some(action => action.known === 'rds-db:connect'));
}
