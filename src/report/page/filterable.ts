import { Html, html } from './html';
import { Report } from '../report';

/** What search and filters ask of a piece of the page; goes into its tag. */
export function filterable(stack: string, texts: readonly (string | undefined)[], attention: boolean): Html {
  const text = [...new Set([stack, ...texts.filter(one => one !== undefined)])].join(' ').toLowerCase();
  return html`data-filterable data-stack="${stack}" data-text="${text}"${attention && html` data-attention`}`;
}

/** Names and stacks of functions, for pieces that belong to one. */
export class FunctionNames {
  private readonly byId: ReadonlyMap<string, Report['map']['nodes'][number]>;

  constructor({ map }: Report) {
    this.byId = new Map(map.nodes.map(node => [node.id, node]));
  }

  public nameOf(id: string): string {
    return this.byId.get(id)?.name ?? id;
  }

  public stackOf(id: string): string {
    return this.byId.get(id)?.stack ?? '';
  }

  /** The function's name, as a button that follows it on the map. */
  public button(id: string): Html {
    return html`<button type="button" class="follow" data-follow="${id}" title="${`${this.stackOf(id)}: ${this.nameOf(id)}`}">${this.nameOf(id)}</button>`;
  }
}

/** A section of the page with its heading. */
export function section(id: string, title: string, lead: Html | string, content: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${content}
</section>
`;
}

/** A table that scrolls by itself where the page is narrow. */
export function table(label: string, heads: readonly (string | Html)[], bodies: readonly Html[]): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${heads.map(head => (head instanceof Html ? head : html`<th scope="col">${head}</th>`))}</tr></thead>
${bodies}
</table></div>`;
}

/** The head of a column of numbers. */
export function numbers(head: string): Html {
  return html`<th scope="col" class="number">${head}</th>`;
}

/** What stands where there is nothing to show. */
export function nothing(says: string): Html {
  return html`<p class="nothing">${says}</p>`;
}
