import { nothing, section, table } from './blocks';
import { FunctionNames, filterable } from './filterable';
import { Html, html } from './html';
import { Report, Right } from '../report';

/** Who may do what. */
export function rightsSection(report: Report): Html {
  const names = new FunctionNames(report);
  const groups = new Map<string, Right[]>();
  report.rights.forEach(right => groups.set(right.function, [...groups.get(right.function) ?? [], right]));
  const bodies = [...groups].sort(([, one], [, other]) => reach(other) - reach(one)).map(([id, rights]) => functionRights(id, rights, names));
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
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const [service, name] = action.includes(':') && !action.includes(' ') ? [action.slice(0, action.indexOf(':')), action.slice(action.indexOf(':') + 1)] : ['', action];
    services.set(service, [...services.get(service) ?? [], name]);
  }
  return html`${[...services].map(([service, found]) => html`<p class="actions">${service && html`<span class="service">${service}:</span>`}${found.map(name =>
    html`<code${/[*?]/.test(name) && html` class="wildcard"`}>${name}</code> `)}</p>`)}`;
}
