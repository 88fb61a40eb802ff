import { nothing, section, table } from './blocks';
import { filterable } from './filterable';
import { Html, html } from './html';
import { constructPathOf } from '../../inventory/fact';
import { AcknowledgedDefect, FoundDefect, OpenQuestion } from '../../rules/judging/verdict';
import { pageOf } from '../../rules/rule-page';
import { Report } from '../report';

/** What the rule book finds, what was accepted and why, and what no template tells. */
export function findingsSection({ findings, acknowledged, unknown, stacks }: Report): Html {
  const stackOf = (template: string): string => stacks.find(stack => stack.templates.includes(template))?.name ?? '';
  return section('findings', 'Findings', 'What the rule book says of the templates, and what somebody accepted with a reason.', html`
${findings.length === 0 ? nothing('Nothing found.') : table('Findings', ['Place', 'What is wrong', 'What to do'], [html`<tbody>${sorted(findings).map(one => found(one, stackOf(one.template)))}</tbody>`])}
<h3>Acknowledged</h3>
${acknowledged.length === 0 ? nothing('Nothing was acknowledged.') : table('Acknowledgements', ['Place', 'What was accepted', 'Reason'], [html`<tbody>${acknowledged.map(one => accepted(one, stackOf(one.template)))}</tbody>`])}
${unknown.length > 0 && html`<h3>Cannot be told from the templates</h3>${table('Open questions', ['Place', 'What cannot be told'], [html`<tbody>${unknown.map(one => open(one, stackOf(one.template)))}</tbody>`])}`}`);
}

function sorted(findings: readonly FoundDefect[]): readonly FoundDefect[] {
  return [...findings].sort((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
}

function found(one: FoundDefect, stack: string): Html {
  const error = one.severity === 'error';
  return html`<tr ${marks(one, stack, error)}>${place(one)}
<td><p><span class="tag ${error ? 'lost' : 'unknown'}"><span aria-hidden="true">${error ? '\u2715' : '!'} </span>${one.severity}</span> ${one.message}</p>${rule(one)}</td><td>${one.remedy}</td></tr>
`;
}

function accepted(one: AcknowledgedDefect, stack: string): Html {
  return html`<tr ${marks(one, stack, false)}>${place(one)}<td><p>${one.message}</p>${rule(one)}</td><td>${one.reason}</td></tr>
`;
}

function open(one: OpenQuestion, stack: string): Html {
  return html`<tr ${marks(one, stack, false)}>${place(one)}<td><p>${one.message}</p>${rule(one)}</td></tr>
`;
}

function marks(one: OpenQuestion, stack: string, attention: boolean): Html {
  return filterable(stack, [one.path, one.logicalId, one.rule, one.message], attention);
}

function place(one: OpenQuestion): Html {
  return html`<th scope="row" class="place">${constructPathOf(one) || one.logicalId}</th>`;
}

function rule({ rule: id }: OpenQuestion): Html {
  return html`<p class="quiet"><a href="${pageOf(id)}">${id}</a></p>`;
}
