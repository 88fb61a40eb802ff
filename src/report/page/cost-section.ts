import { nothing, numbers, section, table } from './blocks';
import { costPlot } from './cost-plot';
import { filterable } from './filterable';
import { Html, html } from './html';
import { Alternative, CostLine, CostSheet, FunctionSheet, Place } from '../../cost/cost-sheet';
import { constructPathOf } from '../../inventory/fact';
import { isSilent } from '../cost-answer';
import { inThousands } from '../counts';
import { money } from '../money';
import { Report } from '../report';

/** More plots than this make a page slow to read; the costliest functions get theirs. */
const MOST_PLOTS = 12;

/** The cost sheet, and what the same load would cost elsewhere. */
export function costSection({ cost, stacks }: Report): Html {
  const stackOf = (template: string): string => stacks.find(stack => stack.templates.includes(template))?.name ?? '';
  const plotted = [...cost.functions].filter(one => one.curve.length > 1).sort((one, other) => other.total - one.total);
  return section('cost', 'Cost', html`A month, in US dollars, ${cost.freeTier ? 'after the free tier' : 'without the free tier'}. ${sourcesOf(cost)}`, html`
${services(cost)}
${cost.functions.length > 0 && table('Cost of each function', ['Function', ...['Requests a month', 'Duration', 'Memory', 'Cost a month'].map(numbers)],
  [html`<tbody>${cost.functions.map(one => functionRow(one, stackOf(one.template)))}</tbody>`])}
${plotted.length > 0 && html`<h3>Cost against traffic</h3>
<p class="quiet">${plotted.length > MOST_PLOTS && `The ${MOST_PLOTS} costliest of ${plotted.length} functions. `}Both axes are logarithmic: each step is ten times the one before.</p>
<div class="plots">${plotted.slice(0, MOST_PLOTS).map(one => plotCard(one, stackOf(one.template)))}</div>`}
<details class="list"><summary><h3>Every line</h3> <span class="count">${cost.lines.length}</span></summary>${cost.lines.length === 0 ? nothing('Nothing with a price is here.')
  : table('Every line of the cost sheet', ['Place', 'What', numbers('Quantity'), numbers('Cost a month')], [html`<tbody>${cost.lines.map(line => lineRow(line, stackOf(line.template)))}</tbody>`])}</details>
${cost.unpriced.length > 0 && html`<h3>Not priced</h3><p class="quiet">Resources that cost money and that the price list leaves out: ${cost.unpriced.map(({ type, count }) => `${type} (${count})`).join(', ')}.</p>`}
${cost.assumptions.length > 0 && html`<h3>Assumed</h3><ul>${cost.assumptions.map(one => html`<li>${one}</li>`)}</ul>`}`);
}

function sourcesOf({ sources }: CostSheet): Html {
  const dates = [...new Set(sources.map(source => source.date))].sort();
  return html`${dates.length > 0 && `Prices of ${dates.length === 1 ? dates[0] : `${dates[0]} to ${dates[dates.length - 1]}`}. `}`;
}

function services({ services: all, total, complete }: CostSheet): Html {
  const rows = [...all].sort((one, other) => other.total - one.total);
  return rows.length === 0 ? html`` : html`<div class="small">${table('Cost of each service', ['Service', numbers('Cost a month')], [html`<tbody>${rows.map(one =>
    html`<tr><th scope="row">${one.service}</th><td class="number">${sum(one.total, one.complete)}</td></tr>`)}</tbody>
<tfoot><tr><th scope="row">Together</th><td class="number">${sum(total, complete)}</td></tr></tfoot>`])}</div>`;
}

function sum(total: number, complete: boolean): string {
  return complete ? money(total) : total === 0 ? 'cannot be told' : `at least ${money(total)}`;
}

function functionRow(one: FunctionSheet, stack: string): Html {
  const { workload, memory, architecture } = one;
  return html`<tr ${filterable(stack, [one.path], isSilent(one))}><th scope="row">${nameOf(one)}</th>
<td class="number">${workload ? inThousands(workload.requestsPerMonth) : 'not stated'}</td><td class="number">${workload ? `${workload.averageDuration.toLocaleString('en-US')}\u00a0ms` : '\u2013'}</td>
<td class="number">${memory === null ? '?' : `${memory}\u00a0MB`} <span class="quiet">${architecture ?? ''}</span></td><td class="number">${workload ? sum(one.total, one.complete) : '\u2013'}</td></tr>
`;
}

/** The construct path below its stack. */
function nameOf(place: Place): string {
  return constructPathOf(place).split('/').slice(place.path.includes('/') ? 1 : 0).join('/');
}

function plotCard(one: FunctionSheet, stack: string): Html {
  return html`<article class="plot" ${filterable(stack, [one.path], false)}>
<h4>${nameOf(one)}</h4>
${costPlot(one)}
<ul>${one.alternatives.map(alternative)}</ul>
${one.decisions.length > 0 && html`<details><summary>Lambda, Fargate or EC2?</summary><dl>${one.decisions.map(({ question, answer, speaksFor, reason }) =>
  html`<dt>${question}</dt><dd>${answer} <span class="quiet">Speaks for ${speaksFor}: ${reason}</span></dd>`)}</dl></details>`}
${one.advice.map(advice => html`<p class="advice">${advice}</p>`)}
</article>
`;
}

function alternative({ what, monthly, difference, cheaperFrom, why }: Alternative): Html {
  const cheaper = cheaperFrom === null || (difference !== null && difference > 0 && cheaperFrom <= 1) ? undefined
    : cheaperFrom <= 1 ? 'cheaper at any traffic' : `cheaper from ${inThousands(cheaperFrom)} requests a month`;
  return html`<li><strong>${capital(what)}</strong>: ${monthly === null ? 'price unknown' : `${money(monthly)} a month`}${cheaper !== undefined
    && html`, <span class="break">${cheaper}</span>`}. <span class="quiet">${capital(why)}.</span></li>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function lineRow(line: CostLine, stack: string): Html {
  return html`<tr ${filterable(stack, [line.path, line.service, line.what], line.cost === null)}><th scope="row" class="place">${nameOf(line)}</th><td>${line.service}: ${line.what}${line.basis
    && html` <span class="quiet">${line.basis}</span>`}</td><td class="number">${line.quantity === null ? '?' : `${inThousands(line.quantity)} ${line.unit}`}</td><td class="number">${line.cost === null
    ? html`cannot be told <span class="quiet">${line.why}</span>` : money(line.cost)}</td></tr>
`;
}
