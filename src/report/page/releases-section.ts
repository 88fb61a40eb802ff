import { nothing, section, table } from './blocks';
import { FunctionNames, filterable } from './filterable';
import { Html, html } from './html';
import { ReleaseEntry, Report } from '../report';

/** Releases and their alarms. */
export function releasesSection(report: Report): Html {
  const names = new FunctionNames(report);
  return section('releases', 'Releases', 'How a new version takes over, and what stops it.', report.releases.length === 0
    ? nothing('There is no function of the app\'s own here.')
    : table('Releases of each function', ['Function', 'Alias', 'A new version takes over', 'Alarms that stop it'], [html`<tbody>${report.releases.map(one => row(one, names))}</tbody>`]));
}

function row(one: ReleaseEntry, names: FunctionNames): Html {
  const unwatched = one.gradual && (one.alarms.length === 0 || one.rollsBack === false);
  return html`<tr ${filterable(names.stackOf(one.function), [names.nameOf(one.function), one.how], unwatched)}>
<th scope="row">${names.button(one.function)}</th><td>${one.alias ?? '\u2013'}</td><td>${one.how}${one.rollsBack === false && html` <span class="tag lost"><span aria-hidden="true">! </span>does not roll back</span>`}</td>
<td>${one.alarms.map(alarm => html`<p>${alarm.name} <span class="quiet">${alarm.watches}${alarm.tells === true && ', tells somebody'}${alarm.tells === false && ', tells nobody'}</span></p>`)}${unwatched && one.alarms.length === 0
  ? html`<span class="tag lost"><span aria-hidden="true">! </span>no alarm stops it</span>` : one.alarms.length === 0 && '\u2013'}</td>
</tr>
`;
}
