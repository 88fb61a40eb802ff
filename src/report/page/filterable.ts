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
