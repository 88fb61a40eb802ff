interface DrawnLine {
  readonly from: string;
  readonly to: string;
  readonly reads: boolean;
  readonly element: Element;
  readonly inside: SVGElement | null;
  /** The two boxes it connects. */
  readonly ends: readonly (HTMLElement | undefined)[];
}

/** The boxes and lines of all drawings: one place may stand in several of them, under one id. */
export class Drawings {
  private readonly boxes: readonly HTMLElement[];
  private readonly lines: readonly DrawnLine[];

  constructor(private readonly map: HTMLElement) {
    this.boxes = [...map.querySelectorAll<HTMLElement>('[data-box]')];
    this.lines = [...map.querySelectorAll<SVGElement>('.lane svg')].flatMap(linesIn);
  }

  /** Lights up all that leads to a node and all that comes of it; nothing given puts the light out. */
  public follow(node: string | undefined): void {
    const starts = new Set(this.boxes.filter(box => node !== undefined && box.dataset.node === node).map(boxId));
    const lit = new Set<Element>();
    this.reach(starts, 'from', 'to', lit);
    this.reach(starts, 'to', 'from', lit);
    const touched = new Set(this.lines.filter(({ element }) => lit.has(element)).flatMap(({ ends }) => ends));
    this.map.classList.toggle('following', starts.size > 0);
    this.lines.forEach(({ element }) => element.classList.toggle('on', lit.has(element)));
    for (const box of this.boxes) {
      box.classList.toggle('on', starts.has(boxId(box)) || touched.has(box));
      if (box.dataset.node !== undefined) {
        box.setAttribute('aria-pressed', String(box.dataset.node === node));
      }
    }
  }

  /** Brings a node before the reader's eyes. */
  public show(node: string): void {
    const box = this.boxes.find(one => one.dataset.node === node && !one.closest('[hidden]')) ?? this.boxes.find(one => one.dataset.node === node);
    for (let around = box?.closest('details'); around; around = around.parentElement?.closest('details')) {
      around.open = true;
    }
    box?.focus({ preventScroll: true });
    box?.scrollIntoView({ block: 'center', inline: 'center' });
  }

  /** Marks the boxes whose name answers a search. */
  public mark(words: readonly string[]): void {
    for (const box of this.boxes) {
      const text = (box.querySelector('.name')?.textContent ?? '').toLowerCase();
      box.classList.toggle('match', words.length > 0 && words.every(word => text.includes(word)));
    }
  }

  /** The next box of the same drawing along a line. */
  public neighbour(box: HTMLElement, direction: 'from' | 'to'): HTMLElement | undefined {
    const inside = box.closest('svg');
    const other = direction === 'to' ? 'from' : 'to';
    const ids = this.lines.filter(line => line[other] === boxId(box) && line.inside === inside).map(line => line[direction]);
    return this.boxes.find(one => one.dataset.node !== undefined && one.closest('svg') === inside && ids.includes(boxId(one)));
  }

  /** How many functions are to be seen, and how many there are. */
  public functions(): readonly [seen: number, all: number] {
    const all = this.boxes.filter(box => box.classList.contains('function'));
    const count = (boxes: readonly HTMLElement[]): number => new Set(boxes.map(boxId)).size;
    return [count(all.filter(box => !box.closest('[hidden]'))), count(all)];
  }

  /** Whoever reads a store neither feeds it nor is fed by it: such lines are lit where they touch, and lead no further. */
  private reach(starts: ReadonlySet<string>, near: 'from' | 'to', far: 'from' | 'to', lit: Set<Element>): void {
    const reached = new Set(starts);
    const open = [...starts];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const line of this.lines.filter(one => one[near] === id && (near === 'from' || !one.reads || starts.has(one.to)))) {
        lit.add(line.element);
        if (!line.reads && !reached.has(line[far])) {
          reached.add(line[far]);
          open.push(line[far]);
        }
      }
    }
  }
}

function boxId(box: HTMLElement): string {
  return box.dataset.box ?? '';
}

function linesIn(inside: SVGElement): readonly DrawnLine[] {
  const boxes = new Map([...inside.querySelectorAll<HTMLElement>('[data-box]')].map(box => [boxId(box), box]));
  return [...inside.querySelectorAll<SVGElement>('path[data-from]')].map(element => {
    const { from = '', to = '' } = element.dataset;
    return { from, to, reads: element.classList.contains('reads'), element, inside, ends: [boxes.get(from), boxes.get(to)] };
  });
}
