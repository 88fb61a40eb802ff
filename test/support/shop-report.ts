import { SHOP_WORKLOAD, shop } from './shop';
import { priceApp } from '../../src/cost/price-app';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { NO_WORKLOAD } from '../../src/cost/workload';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { Report } from '../../src/report/report';
import { takeReport } from '../../src/report/take-report';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';

/** The report on the shop, with its workload. */
export function shopReport(): Report {
  const inventory = takeInventory(load([shop().synth().directory]));
  const workload = { ...NO_WORKLOAD, functions: new Map(Object.entries(SHOP_WORKLOAD.functions)) };
  return takeReport('shop', inventory, judge(inventory, RULE_BOOK), priceApp(inventory, workload, BUILT_IN_PRICES));
}
