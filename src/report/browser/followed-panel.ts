import type { EventPath, MapNode } from '../event-map';
import type { PagePart } from '../report';

/** More paths than this are counted, not told. */
const MOST_TOLD = 6;

/** Tells of the followed node what the drawing has no room for. Every text goes in as text. */
export class FollowedPanel {
  private readonly nodes: ReadonlyMap<string, MapNode>;

  constructor(private readonly panel: HTMLElement, private readonly report: PagePart, private readonly close: () => void) {
    this.nodes = new Map(report.map.nodes.map(node => [node.id, node]));
  }

  public show(id: string | undefined): void {
    const node = id === undefined ? undefined : this.nodes.get(id);
    this.panel.hidden = node === undefined;
    this.panel.replaceChildren(...(node ? this.content(node) : []));
  }

  private content(node: MapNode): readonly HTMLElement[] {
    const head = element('div', 'top', [
      element('p', 'title', [node.name]),
      element('p', 'quiet', [[node.kind, node.note, node.stack && `in ${node.stack}`].filter(Boolean).join(', ')]),
      this.closeButton(),
    ]);
    return [head, ...this.paths(node), ...this.findings(node)];
  }

  private paths({ id }: MapNode): readonly HTMLElement[] {
    const paths = this.report.map.paths.filter(path => [path.source, path.function, path.failed.at, path.undelivered?.at].includes(id));
    const told = paths.slice(0, MOST_TOLD).map(path => element('li', '', [
      element('strong', '', [`${this.nameOf(path.source)} \u2192 ${this.nameOf(path.function)}. `]), sentence(path),
    ]));
    const more = paths.length > MOST_TOLD ? [element('li', 'quiet', [`and ${paths.length - MOST_TOLD} more, in the list below the map`])] : [];
    return paths.length === 0 ? [element('p', 'quiet', ['Nothing here invokes it.'])] : [element('ul', '', [...told, ...more])];
  }

  private findings({ logicalId, stack }: MapNode): readonly HTMLElement[] {
    const templates = this.report.stacks.find(({ name }) => name === stack)?.templates ?? [];
    const found = this.report.findings.filter(one => one.logicalId === logicalId && templates.includes(one.template));
    return found.length === 0 ? [] : [element('ul', 'findings', found.map(({ severity, message }) => element('li', '', [`${severity}: ${message}`])))];
  }

  private nameOf(id: string): string {
    return this.nodes.get(id)?.name ?? id;
  }

  private closeButton(): HTMLElement {
    const button = element('button', 'close', ['Stop following']);
    button.setAttribute('type', 'button');
    button.addEventListener('click', this.close);
    return button;
  }
}

function sentence({ failed, undelivered }: EventPath): string {
  return undelivered ? `When it fails: ${failed.says} When it cannot be delivered: ${undelivered.says}` : failed.says;
}

function element(tag: string, className: string, children: readonly (string | HTMLElement)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}
