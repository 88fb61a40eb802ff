import { section } from './blocks';
import { FunctionNames, filterable } from './filterable';
import { Html, html } from './html';
import { needsAttention } from './lane';
import { ARROW_HEADS, drawing } from './lane-drawing';
import { Placed } from './layout';
import { many } from '../counts';
import { EventPath, Outcome } from '../event-map';
import { Report } from '../report';

/** With more functions than this, stacks begin closed. */
const MOST_OPEN = 60;

/** A lane wider than this takes the whole width of the page. */
const WIDEST_COLUMN = 664;

/** Every event path, stack by stack, and the same as a list. */
export function mapSection(report: Report, placed: readonly Placed[]): Html {
  const { stacks, map } = report;
  const open = map.nodes.filter(node => node.isFunction).length <= MOST_OPEN;
  return section('map', 'Event paths', 'Where events come from, who works on them, and where they end when they fail. Choose a box to follow its path.', html`
${ARROW_HEADS}
${legend()}
${stacks.map(({ name, functions }) => stackPart(name, functions, placed.filter(one => one.lane.stack === name), open))}
${pathList(report)}`);
}

function stackPart(name: string, functions: number, lanes: readonly Placed[], open: boolean): Html {
  const pressing = lanes.reduce((sum, { lane }) => sum + lane.attention, 0);
  return html`<details class="stack" data-stack-group${open && html` open`}>
<summary><h3>${name}</h3> <span class="count">${many(functions, 'function')}${pressing > 0 && html`, <span class="pressing">${many(pressing, 'path')} ${pressing === 1 ? 'needs' : 'need'} attention</span>`}</span></summary>
<div class="lanes">${lanes.map(lanePart)}</div>
</details>
`;
}

function lanePart(placed: Placed): Html {
  const { lane: { stack, boxes, attention }, width } = placed;
  const names = boxes.filter(box => box.looks === 'function').map(box => box.name).join(', ');
  return html`<div class="lane${width > WIDEST_COLUMN && ' wide'}" ${filterable(stack, boxes.flatMap(box => [box.name, box.detail]), attention > 0)} role="region" aria-label="${names}" tabindex="0">
${drawing(placed)}
</div>
`;
}

const LINES: readonly (readonly [looks: string, says: string])[] = [
  ['event', 'hands the event on'], ['writes', 'may write'], ['reads', 'may read'], ['failed', 'after it failed'], ['lost', 'after it failed, and is lost'],
];

function legend(): Html {
  return html`<ul class="legend" aria-label="What the lines mean">${LINES.map(([looks, says]) => html`<li><svg width="34" height="10" aria-hidden="true"><path class="line ${looks}" d="M1 5H30" marker-end="url(#head-${looks})"/></svg>${says}</li>`)}</ul>`;
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  parked: 'parked', caller: 'the caller sees it', lost: 'lost', accepted: 'dropped on purpose', unknown: 'cannot be told',
};

/** The map in words: for readers who do not see it, and for paper. */
function pathList(report: Report): Html {
  const names = new FunctionNames(report);
  return html`<details class="list"><summary><h3>The same as a list</h3> <span class="count">${many(report.map.paths.length, 'path')}</span></summary>
<ul class="paths">${report.map.paths.map(path => pathItem(path, names))}</ul></details>`;
}

function pathItem(path: EventPath, names: FunctionNames): Html {
  const { source, failed, undelivered, via, ways, enabled, qualifier } = path;
  const stack = names.stackOf(path.function);
  return html`<li ${filterable(stack, [names.nameOf(source), names.nameOf(path.function), via], needsAttention(path))}>
<p>${names.nameOf(source)} <span aria-label="to">\u2192</span> ${names.button(path.function)} <span class="quiet">${qualifier}, ${ways > 1 ? `${ways} ${via}s` : via}${!enabled && ', switched off'}</span> <span class="tag ${failed.outcome}">${OUTCOMES[failed.outcome]}</span></p>
<p class="quiet">${failed.says}</p>
${undelivered && html`<p class="quiet">Not delivered: ${undelivered.says}</p>`}
</li>`;
}
