import { priceApp } from '../../src/cost/price-app';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { FunctionWorkload, NO_WORKLOAD } from '../../src/cost/workload';
import { takeInventory } from '../../src/inventory/inventory';
import { Template } from '../../src/inventory/template';
import { EventPath } from '../../src/report/event-map';
import { Report } from '../../src/report/report';
import { takeReport } from '../../src/report/take-report';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { template } from '../rules/support';

/** The report on templates by name. */
export function reportOn(bodies: Record<string, object>, functions: Record<string, FunctionWorkload> = {}): Report {
  return reportOnTemplates(Object.entries(bodies).map(([name, body]) => ({ name, body: body as Record<string, unknown> })), functions);
}

/** The report on templates with what their surroundings tell. */
export function reportOnTemplates(templates: readonly Template[], functions: Record<string, FunctionWorkload> = {}): Report {
  const inventory = takeInventory(templates);
  const workload = { ...NO_WORKLOAD, functions: new Map(Object.entries(functions)) };
  return takeReport('app', inventory, judge(inventory, RULE_BOOK), priceApp(inventory, workload, BUILT_IN_PRICES));
}

/** The report on one template, its resources written as the rules' tests write them. */
export function reportOf(resources: Parameters<typeof template>[0], functions: Record<string, FunctionWorkload> = {}): Report {
  return reportOn({ 'app.json': template(resources) }, functions);
}

/** The only path of a report. */
export function onlyPath(report: Report): EventPath {
  expect(report.map.paths).toHaveLength(1);
  return report.map.paths[0];
}

/** The name of a node. */
export function nameIn(report: Report, id: string | undefined): string | undefined {
  return report.map.nodes.find(node => node.id === id)?.name;
}
