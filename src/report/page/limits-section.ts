import { nothing, numbers, section, table } from './blocks';
import { FunctionNames, filterable } from './filterable';
import { Html, html } from './html';
import { FunctionLimits, Report } from '../report';

/** Concurrency and timeouts. */
export function limitsSection(report: Report): Html {
  const names = new FunctionNames(report);
  const { functions, places } = report.limits;
  const taken = places.map(({ place, taken: count, limit }) => html`<p class="taken"><strong>${count}</strong> of ${limit.toLocaleString('en-US')} executions in ${place} are reserved or kept warm; ${limit - count} are left to all others.</p>`);
  return section('limits', 'Concurrency and timeouts', 'How long a function may run, how often at once, and how that fits whoever waits for it or feeds it.', functions.length === 0
    ? nothing('There is no function here.')
    : html`${taken}${table('Limits of each function', ['Function', numbers('Timeout'), numbers('Memory'), 'Runs on', 'Concurrency', 'Its neighbours'], [html`<tbody>${functions.map(one => row(one, names))}</tbody>`])}`);
}

function row(one: FunctionLimits, names: FunctionNames): Html {
  const attention = one.neighbours.some(neighbour => neighbour.fits === false);
  return html`<tr ${filterable(names.stackOf(one.function), [names.nameOf(one.function), one.runtime, ...one.neighbours.map(neighbour => neighbour.source)], attention)}>
<th scope="row">${names.button(one.function)}</th><td class="number">${known(one.timeoutSeconds, 's')}</td><td class="number">${known(one.memory, 'MB')}</td>
<td>${one.runtime} <span class="quiet">${one.architecture}</span></td><td>${concurrencyOf(one)}</td><td>${one.neighbours.map(({ source, says, fits }) =>
  html`<p>${source} <span class="quiet">${says}</span>${fits === false && html` <span class="tag lost"><span aria-hidden="true">! </span>does not fit the timeout</span>`}</p>`)}</td>
</tr>
`;
}

function known(count: number | undefined, unit: string): string {
  return count === undefined ? 'cannot be told' : `${count.toLocaleString('en-US')}\u00a0${unit}`;
}

function concurrencyOf({ reserved, warm }: FunctionLimits): string {
  const parts = [reserved === undefined ? 'shared' : `${reserved} reserved`, ...(warm === undefined ? [] : [`${warm} kept warm`])];
  return parts.join(', ');
}
