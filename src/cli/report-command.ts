import * as path from 'path';
import { writeFile } from './files';
import { pricesOf, workloadOf } from './price-inputs';
import { REPORT_USAGE, reportArguments, ReportFormat } from './report-arguments';
import { Terminal } from './terminal';
import { priceApp } from '../cost/price-app';
import { takeInventory } from '../inventory/inventory';
import { load } from '../inventory/loading/load';
import { pageOf } from '../report/page/page';
import { Report } from '../report/report';
import { takeReport } from '../report/take-report';
import { textOf } from '../report/text';
import { judge } from '../rules/judging/judge';
import { RULE_BOOK } from '../rules/rule-book';

const WRITTEN = 0;

const FORMATS: Readonly<Record<ReportFormat, (report: Report) => string | Promise<string>>> = {
  html: pageOf, text: textOf, json: report => `${JSON.stringify(report, undefined, 2)}\n`,
};

/** `steadfast report`: what is known of an app, for people. */
export async function reportCommand(given: readonly string[], terminal: Terminal): Promise<number> {
  const wanted = reportArguments(given);
  if (wanted.help) {
    terminal.out(REPORT_USAGE);
    return WRITTEN;
  }
  const inventory = takeInventory(load(wanted.paths));
  const cost = priceApp(inventory, workloadOf(wanted), pricesOf(wanted));
  const report = takeReport(titleOf(wanted.paths), inventory, judge(inventory, RULE_BOOK), cost);
  const printed = await FORMATS[wanted.format](report);
  if (wanted.output === undefined) {
    terminal.out(printed);
  } else {
    writeFile(wanted.output, printed);
  }
  return WRITTEN;
}

/** More paths than this make no title. */
const MOST_NAMED = 3;

/** What was read, without what is different on every machine. */
function titleOf(paths: readonly string[]): string {
  const names = paths.map(one => nameOf(path.resolve(one)));
  const [first] = names;
  return names.length > MOST_NAMED ? `${first} and ${names.length - 1} more` : names.join(', ');
}

/** CDK calls every assembly the same: the directory around it says more. */
function nameOf(full: string): string {
  return path.basename(path.basename(full) === 'cdk.out' ? path.dirname(full) : full);
}
