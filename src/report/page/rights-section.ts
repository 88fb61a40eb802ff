import { nothing, section, table } from './blocks';
import { FunctionNames, filterable } from './filterable';
import { Html, html } from './html';
import { grouped } from '../../inventory/grouped';
import { Report, Right } from '../report';

/** Who may do what. */
export function rightsSection(report: Report): Html {
  const names = new FunctionNames(report);
  const owners = [...grouped(report.rights, right => right.function)].sort(([, one], [, other]) => reach(other) - reach(one));
  const bodies = owners.map(([id, rights]) => functionRights(id, rights, names));
  return section('rights', 'Who may do what', 'What the role of each function allows, resource by resource. A right that reaches further than it names comes first and says so.',
    bodies.length === 0 ? nothing('No function has a role here.') : table('Rights of each function', ['Function', 'Resource', 'Actions'], bodies));
}

/** How many rights of a function reach too far: those with most stand first. */
function reach(rights: readonly Right[]): number {
  return rights.filter(right => right.wide !== undefined).length;
}

function functionRights(id: string, rights: readonly Right[], names: FunctionNames): Html {
  const attention = rights.some(right => right.wide !== undefined);
  const texts = rights.flatMap(right => [right.resource, right.kind, ...right.actions]);
  return html`<tbody ${filterable(names.stackOf(id), [names.nameOf(id), ...texts], attention)}>${rights.map((right, index) => html`<tr${right.wide !== undefined && html` class="wide"`}>
${index === 0 && html`<th scope="rowgroup" rowspan="${rights.length}">${names.button(id)}</th>`}<td>${resourceOf(right)}</td><td>${actionsOf(right)}</td>
</tr>`)}</tbody>
`;
}

function resourceOf({ resource, kind, wide, note, conditioned, denied }: Right): Html {
  return html`${denied && html`<span class="tag">denied</span> `}<span class="resource">${resource}</span>${kind && html` <span class="quiet">${kind}</span>`}
${wide && html`<p class="tag lost"><span aria-hidden="true">! </span>${wide}</p>`}${conditioned && html`<p class="quiet">under a condition</p>`}${note && html`<p class="quiet">${note}</p>`}`;
}

function actionsOf({ actions }: Right): Html {
  return html`${[...grouped(actions, serviceOf)].map(([service, own]) => html`<p class="actions">${
    service && html`<span class="service">${service}:</span>`}${own.map(action => actionName(action.slice(service ? service.length + 1 : 0)))}</p>`)}`;
}

function actionName(name: string): Html {
  return html`<code${/[*?]/.test(name) && html` class="wildcard"`}>${name}</code> `;
}

/** The service before an action's colon; none where the actions are told in words. */
function serviceOf(action: string): string {
  return action.includes(':') && !action.includes(' ') ? action.slice(0, action.indexOf(':')) : '';
}
