import { amount, columns, counted, dollars } from './figures';
import { alternativeLines, decisionLines } from './function-cost-text';
import { oneLine, Style } from './style';
import { CostLine, CostSheet, FunctionSheet } from '../../cost/cost-sheet';
import { constructPathOf } from '../../inventory/fact';

/** What an app costs, for people: the sum, its lines, each function, what is not known and what it rests on; or the bill alone. */
export function costSheetText(sheet: CostSheet, style: Style, billOnly = false): string {
  const stated = sheet.functions.filter(one => one.workload !== null);
  const blocks = [
    total(sheet, style),
    bill(sheet.lines, style),
    ...billOnly ? [stated.map(one => title(one, style))] : stated.map(one => functionBlock(one, style)),
    unknown(sheet, style),
    ...billOnly ? [] : [notes(sheet, style)],
  ];
  return `${blocks.filter(block => block.length > 0).map(block => block.join('\n')).join('\n\n')}\n`;
}

function total({ total: sum, complete, freeTier }: CostSheet, style: Style): readonly string[] {
  return [style.strong(`${complete ? '' : 'at least '}${dollars(sum)} a month${freeTier ? ', free tier taken off' : ''}`)];
}

/** Equal lines of several resources are one line here. */
function bill(lines: readonly CostLine[], style: Style): readonly string[] {
  const sums = new Map<string, { readonly line: CostLine; cost: number; quantity: number; count: number }>();
  for (const line of lines.filter(one => one.cost !== null && one.quantity !== 0)) {
    const sum = sums.get(`${line.region} ${line.price}`) ?? { line, cost: 0, quantity: 0, count: 0 };
    sum.cost += line.cost ?? 0;
    sum.quantity += line.quantity ?? 0;
    sum.count += 1;
    sums.set(`${line.region} ${line.price}`, sum);
  }
  const several = new Set(lines.map(line => line.region)).size > 1;
  const rows = [...sums.values()].sort((one, other) => other.cost - one.cost).map(({ line, cost, quantity }) => [
    dollars(cost), line.service, line.what, counted(quantity, line.unit), ...several ? [line.region] : [],
  ]);
  return rows.length === 0 ? [] : [style.strong('What is known'), ...columns(rows, [0]).map(row => `  ${row}`)];
}

function title(one: FunctionSheet, style: Style): string {
  const name = style.strong(oneLine(constructPathOf(one)));
  return `${name}  ${one.complete ? '' : 'at least '}${dollars(one.total)}  ${[`${one.memory ?? '?'} MB`, one.architecture ?? '', one.region].join(' ')}`;
}

function functionBlock(one: FunctionSheet, style: Style): readonly string[] {
  const { concurrency } = one;
  const needs = concurrency && [
    `${amount(concurrency.average)} executions on average, ${amount(concurrency.peak)} at peak`,
    ...concurrency.available === null ? [] : [`${amount(concurrency.available)} available`],
    ...concurrency.secondsToScale > 0 ? [`${concurrency.secondsToScale} s to scale there`] : [],
    ...concurrency.databaseConnections === null ? [] : [`${concurrency.databaseConnections} database connections`],
  ].join(', ');
  return [
    title(one, style),
    ...needs ? [`  ${needs}`] : [],
    ...one.advice.map(advice => `  ${style.warning(advice)}`),
    ...one.alternatives.length > 0 ? alternativeLines(one.alternatives, style).map(line => `  ${line.replace(/\n/g, '\n  ')}`) : [],
    ...one.decisions.length > 0 ? decisionLines(one.decisions, style).map(line => `  ${line}`) : [],
  ];
}

/** Reasons, each once, with what they keep from being known. */
function unknown({ lines, unpriced }: CostSheet, style: Style): readonly string[] {
  const hidden = lines.filter(line => line.cost === null);
  const said = hidden.map(line => `  ${line.service} ${line.what} of ${oneLine(constructPathOf(line))}: ${oneLine(line.why ?? '')}`);
  const others = unpriced.map(({ type, count }) => `${type}${count > 1 ? ` (${count})` : ''}`);
  return hidden.length === 0 && others.length === 0 ? [] : [
    style.strong('What is not known'),
    ...new Set(said),
    ...others.length > 0 ? [`  not priced here: ${oneLine(others.join(', '))}`] : [],
  ];
}

function notes({ assumptions, sources }: CostSheet, style: Style): readonly string[] {
  return [
    style.strong('What this rests on'),
    ...assumptions.map(one => `  ${one}`),
    ...sources.map(({ source, date }) => `  ${style.faint(oneLine(`${date}: ${source}`))}`),
  ];
}
