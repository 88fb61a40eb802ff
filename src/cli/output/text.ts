import { Group, groupsOf } from './function-groups';
import { Result } from './result';
import { oneLine, Style, styleFor } from './style';
import { ConstructNames, nearer, titleOf } from '../../rules/judging/construct-names';
import { FoundDefect } from '../../rules/judging/verdict';
import { pageOf } from '../../rules/rule-page';

/** A result for people: by function, worst first, each with its remedy and its rule's page. */
export function textOf(result: Result): string {
  const { verdict, inventory, colours } = result;
  const style = styleFor(colours);
  const groups = groupsOf(verdict.findings, inventory);
  const names = new ConstructNames(inventory);
  const several = new Set(inventory.templates.map(template => template.name)).size > 1;
  const blocks = [
    ...groups.map(group => groupText(group, names, style, several)),
    acknowledgedText(result, style),
    unknownText(result, names, style),
    staleText(result, style),
    summary(result, groups.length, style),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function groupText({ title, template, findings }: Group, names: ConstructNames, style: Style, several: boolean): string {
  const where = several ? style.faint(`  ${oneLine(template)}`) : '';
  return [`${style.strong(oneLine(title))}${where}`, ...findings.map(found => findingText(found, { title, template }, names, style))].join('\n');
}

function findingText(found: FoundDefect, group: Pick<Group, 'title' | 'template'>, names: ConstructNames, style: Style): string {
  const { severity, rule } = found;
  const [message, remedy] = [found.message, found.remedy].map(sentence => names.in(sentence, found.template, group.title));
  const badge = severity === 'error' ? style.error('error  ') : style.warning('warning');
  const place = titleOf(found) === group.title ? '' : `${oneLine(nearer(titleOf(found), group.title))}: `;
  const elsewhere = found.template === group.template ? '' : `  ${oneLine(found.template)}`;
  return [
    `  ${badge}  ${place}${oneLine(message)}`,
    `           ${oneLine(remedy)}`,
    `           ${style.faint(`${rule}  ${pageOf(rule)}${elsewhere}`)}`,
  ].join('\n');
}

function acknowledgedText({ verdict: { acknowledged } }: Result, style: Style): string {
  const byReason = countBy(acknowledged, one => `${one.rule}: ${one.reason}`);
  return section('Acknowledged', byReason.map(([first, count]) => oneLine(`${first.rule}${times(count)}: ${titleOf(first)}: ${first.reason}`)), style);
}

function unknownText({ verdict: { unknown } }: Result, names: ConstructNames, style: Style): string {
  const byRule = countBy(unknown, one => one.rule);
  return section('Cannot be told from the templates', byRule.map(([first, count]) =>
    oneLine(`${first.rule}${times(count)}: ${titleOf(first)}: ${names.in(first.message, first.template, titleOf(first))}`)), style);
}

function staleText({ stale }: Result, style: Style): string {
  return section('Mended or acknowledged since the baseline was written (take them out with --write-baseline)',
    stale.map(one => `${one.rule}: ${oneLine(one.place)}`), style);
}

function section(title: string, lines: readonly string[], style: Style): string {
  return lines.length === 0 ? '' : [style.strong(title), ...lines.map(line => style.faint(`  ${line}`))].join('\n');
}

function times(count: number): string {
  return count > 1 ? ` (${count} times)` : '';
}

/** The first of each kind, and how many there are. */
function countBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, number])[] {
  const counts = new Map<string, [T, number]>();
  for (const item of items) {
    const [first, count] = counts.get(keyOf(item)) ?? [item, 0];
    counts.set(keyOf(item), [first, count + 1]);
  }
  return [...counts.values()];
}

function summary({ verdict, inventory }: Result, groups: number, style: Style): string {
  const { findings, unknown, acknowledged } = verdict;
  const errors = findings.filter(found => found.severity === 'error').length;
  const warnings = findings.length - errors;
  const judged = `${many(inventory.functions.all.length, 'function')} in ${many(inventory.templates.length, 'template')}`;
  const rest = [
    ...(acknowledged.length > 0 ? [`${acknowledged.length} acknowledged`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} cannot be told`] : []),
  ].map(part => `, ${part}`).join('');
  if (findings.length === 0) {
    return `${style.good('Nothing found')} (${judged}${rest}).`;
  }
  const found = `${many(errors, 'error')} and ${many(warnings, 'warning')} at ${many(groups, 'place')}`;
  return `${errors > 0 ? style.error(found) : style.warning(found)} (${judged}${rest}).`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
