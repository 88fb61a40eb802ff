import { CostLine, CostSheet } from '../../src/cost/cost-sheet';
import { priceApp } from '../../src/cost/price-app';
import { PriceId } from '../../src/cost/price-catalogue';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { FunctionWorkload, ResourceUsage, Workload } from '../../src/cost/workload';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

export const MILLION = 1e6;
export const worker: FunctionWorkload = { requestsPerMonth: MILLION, averageDuration: 100 };
export const WORKER = { Worker: lambdaFunction({ MemorySize: 512 }) };
export const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** What a workload file would state. */
export interface Given {
  readonly functions?: Readonly<Record<string, Partial<FunctionWorkload>>>;
  readonly resources?: Readonly<Record<string, ResourceUsage>>;
  readonly freeTier?: boolean;
  readonly region?: string;
}

function workload({ functions = {}, resources = {}, freeTier = false, region }: Given): Workload {
  return { freeTier, region, functions: new Map(Object.entries(functions)), resources: new Map(Object.entries(resources)) };
}

/** The cost sheet of some resources, with what is stated of them. */
export function sheet(resources: Parameters<typeof template>[0], given: Given = {}, around: object = {}): CostSheet {
  return priceApp(inventoryOf(template(resources), around), workload(given), BUILT_IN_PRICES);
}

/** The only line of a price. */
export function lineOf(priced: CostSheet, price: PriceId): CostLine {
  const lines = priced.lines.filter(line => line.price === price);
  expect(lines).toHaveLength(1);
  return lines[0];
}
