import { AppContext, constructPathOf, placeOf } from './app-context';
import { CostLine, CostSheet, FunctionSheet, PriceSource, ServiceTotal } from './cost-sheet';
import { PricedLine, priceUsages } from './ledger';
import { PriceList } from './price-list';
import { functionUsage } from './usage/function-usage';
import { Usage } from './usage/usage';
import { Workload } from './workload';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';

/** Everything that finds something with a price. */
const USAGES: readonly ((app: AppContext) => readonly Usage[])[] = [functionUsage];

/** What an app costs a month, line by line, and what its functions would cost elsewhere. */
export function priceApp(inventory: Inventory, workload: Workload, prices: PriceList): CostSheet {
  const app = new AppContext(inventory, workload);
  const priced = priceUsages(USAGES.flatMap(find => find(app)), prices, workload.freeTier);
  const lines = priced.map(({ line }) => line);
  return {
    version: 1,
    currency: 'USD',
    freeTier: workload.freeTier,
    ...sumOf(lines),
    functions: inventory.functions.all.map(one => functionSheet(one, app, lines)),
    services: serviceTotals(lines),
    lines,
    assumptions: assumptionsOf(app),
    sources: sourcesOf(priced),
  };
}

function functionSheet(one: FunctionFact, app: AppContext, lines: readonly CostLine[]): FunctionSheet {
  const { known: architecture } = one.architecture;
  return {
    ...placeOf(one),
    region: app.regionOf(one.resource),
    architecture: architecture === 'arm64' || architecture === 'x86_64' ? architecture : null,
    memory: one.memory.known ?? null,
    workload: app.workloadOf(one) ?? null,
    ...sumOf(lines.filter(line => line.function === constructPathOf(one) && line.template === one.template)),
    concurrency: null,
    alternatives: [],
    decisions: [],
    advice: [],
    curve: [],
  };
}

function sumOf(lines: readonly CostLine[]): { readonly total: number; readonly complete: boolean } {
  return { total: lines.reduce((sum, line) => sum + (line.cost ?? 0), 0), complete: lines.every(line => line.cost !== null) };
}

function serviceTotals(lines: readonly CostLine[]): readonly ServiceTotal[] {
  const services = [...new Set(lines.map(line => line.service))];
  return services.map(service => ({ service, ...sumOf(lines.filter(line => line.service === service)) }));
}

function assumptionsOf(app: AppContext): readonly string[] {
  return app.assumesRegion ? ['Stacks that name no region are priced in us-east-1.'] : [];
}

function sourcesOf(priced: readonly PricedLine[]): readonly PriceSource[] {
  const counts = new Map<string, PriceSource>();
  for (const { price } of priced) {
    if (price) {
      const key = `${price.source} ${price.date}`;
      counts.set(key, { source: price.source, date: price.date, lines: (counts.get(key)?.lines ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}
