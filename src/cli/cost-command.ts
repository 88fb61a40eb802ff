import { COST_USAGE, costArguments, FlagLoad } from './cost-arguments';
import { costSheetText } from './output/cost-sheet-text';
import { functionCostText } from './output/function-cost-text';
import { styleFor } from './output/style';
import { pricesOf, workloadOf } from './price-inputs';
import { Terminal } from './terminal';
import { ASSUMED_REGION } from '../cost/app-context';
import { LambdaLoad } from '../cost/lambda-load';
import { priceApp } from '../cost/price-app';
import { priceFunction } from '../cost/price-function';
import { takeInventory } from '../inventory/inventory';
import { load } from '../inventory/loading/load';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/** `steadfast cost`: what a month costs. */
export function costCommand(given: readonly string[], terminal: Terminal): number {
  const wanted = costArguments(given);
  const style = styleFor(terminal.colours);
  if (wanted.help) {
    terminal.out(COST_USAGE);
  } else if (wanted.load) {
    const market = { prices: pricesOf(wanted), region: wanted.region ?? ASSUMED_REGION, freeTier: wanted.freeTier };
    const cost = priceFunction(lambdaLoadOf(wanted.load), market);
    terminal.out(wanted.format === 'json' ? jsonOf(cost) : functionCostText(cost, wanted.load, market, style));
  } else {
    const sheet = priceApp(takeInventory(load(wanted.paths)), workloadOf(wanted), pricesOf(wanted));
    terminal.out(wanted.format === 'json' ? jsonOf(sheet) : costSheetText(sheet, style, wanted.bill));
  }
  return 0;
}

function lambdaLoadOf({ requests, duration, memory, architecture, peak, provisioned, provisionedHours }: FlagLoad): LambdaLoad {
  const workload = { requestsPerMonth: requests, averageDuration: duration, peakRequestsPerSecond: peak, provisionedHours };
  return { workload, memory, architecture, storage: SERVICE_DEFAULTS.functionStorage, provisioned, snapStart: false };
}

function jsonOf(result: object): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
