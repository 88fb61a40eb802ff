import { many } from './counts';
import { EventPath, MapNode } from './event-map';
import { money } from './money';
import { printable } from './printable';
import { Answer, Report, Right } from './report';

/** The report for a terminal: the three answers, then what they rest on. */
export function textOf(report: Report): string {
  const nodes = new Map(report.map.nodes.map(node => [node.id, report.stacks.length > 1 ? inItsStack(node) : node]));
  const nameOf = (id: string): string => nodes.get(id)?.name ?? id;
  const blocks = [
    heading(report),
    answer('Can an event be lost?', report.answers.events),
    answer('Who can do what?', report.answers.access),
    answer('What will it cost?', report.answers.cost),
    block('Event paths', report.map.paths.map(path => pathText(path, nodes))),
    block('Rights that reach further than they name', report.rights.filter(right => right.wide !== undefined).map(right => rightText(right, nameOf))),
    block('Releases', report.releases.filter(one => one.gradual).map(one => `${nameOf(one.function)}: ${one.how}; stopped by ${one.alarms.map(alarm => alarm.name).join(', ') || 'nothing'}`)),
    block('Acknowledged', report.acknowledged.map(one => `${one.path}: ${one.rule}: ${one.reason}`)),
    block('Cost a month', report.cost.services.filter(one => one.total > 0).map(one => `${one.service}: ${money(one.total)}`)),
    closing(report),
  ];
  return printable(`${blocks.filter(one => one !== '').join('\n\n')}\n`);
}

/** Stages have stacks alike: where there are several, a name alone would stand for many. */
function inItsStack(node: MapNode): MapNode {
  return node.stack ? { ...node, name: `${node.stack}/${node.name}` } : node;
}

function heading({ title, stacks, map }: Report): string {
  return `${title}: ${many(map.nodes.filter(node => node.isFunction).length, 'function')} in ${many(stacks.length, 'stack')}`;
}

function answer(question: string, { says, figures }: Answer): string {
  return [question, `  ${says}`, ...figures.map(({ count, of }) => `  ${count.padStart(9)}  ${of}`)].join('\n');
}

function block(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line.replace(/\n/g, '\n  ')}`)].join('\n');
}

function pathText(path: EventPath, nodes: ReadonlyMap<string, MapNode>): string {
  const { source, function: one, qualifier, via, ways, enabled, failed, undelivered } = path;
  const from = nodes.get(source);
  const how = `${ways > 1 ? `${ways} ${via}s` : via}, ${qualifier}${enabled ? '' : ', switched off'}`;
  return [
    `${from?.kind ?? ''} ${from?.name ?? source} -> ${nodes.get(one)?.name ?? one} (${how})`,
    `    fails: ${failed.says}`,
    ...(undelivered ? [`    cannot be delivered: ${undelivered.says}`] : []),
  ].join('\n');
}

function rightText({ function: one, actions, resource, wide }: Right, nameOf: (id: string) => string): string {
  return `${nameOf(one)}: ${actions.join(', ')} on ${resource} (${wide})`;
}

function closing({ findings, unknown }: Report): string {
  const errors = findings.filter(found => found.severity === 'error').length;
  return `${many(errors, 'error')} and ${many(findings.length - errors, 'warning')}, ${unknown.length} that cannot be told; steadfast check lists them.`;
}
