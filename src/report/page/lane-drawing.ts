import { Html, html } from './html';
import { BOX, Placed, PlacedBox, Point } from './layout';

const CORNER = 6;

/** A lane as SVG: lines below, and a real button for each box. */
export function drawing({ width, height, boxes, lines }: Placed): Html {
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${spoken(boxes)}">
<g aria-hidden="true">${lines.map(({ looks, points, from, to }) => html`<path class="line ${looks}" d="${pathThrough(points)}" marker-end="url(#head-${looks})" data-from="${from}" data-to="${to}"/>`)}</g>
${boxes.map(drawnBox)}
</svg>`;
}

function spoken(boxes: readonly PlacedBox[]): string {
  return `Paths of ${boxes.filter(box => box.looks === 'function').map(box => box.name).join(', ')}`;
}

const SIGNS: Partial<Record<PlacedBox['looks'], string>> = { parked: '\u2913', caller: '\u21a9', lost: '\u2715', accepted: '\u2205', unknown: '?' };

function drawnBox({ id, node, name, detail, looks, x, y }: PlacedBox): Html {
  const sign = SIGNS[looks];
  const inside = html`<span class="name">${sign && html`<span class="sign" aria-hidden="true">${sign}</span>`}${name}</span><span class="detail">${detail || '\u00a0'}</span>`;
  const title = `${name}${detail ? `: ${detail}` : ''}`;
  return html`<foreignObject x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}">${node === undefined
    ? html`<div class="box ${looks}" data-box="${id}" title="${title}">${inside}</div>`
    : html`<button type="button" class="box ${looks}" data-box="${id}" data-node="${node}" aria-pressed="false" title="${title}">${inside}</button>`}</foreignObject>
`;
}

/** A line with rounded corners. */
function pathThrough(points: readonly Point[]): string {
  return points.map((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) {
      return `${before ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
    }
    const into = towards(point, before);
    const out = towards(point, after);
    return `L${round(into.x)} ${round(into.y)}Q${round(point.x)} ${round(point.y)} ${round(out.x)} ${round(out.y)}`;
  }).join('');
}

function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const part = distance === 0 ? 0 : Math.min(CORNER, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

/** The arrow heads that the lines of all lanes share. */
export const ARROW_HEADS = html`<svg class="heads" width="0" height="0" aria-hidden="true"><defs>${['event', 'writes', 'reads', 'failed', 'lost'].map(looks =>
  html`<marker id="head-${looks}" class="head ${looks}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0.5L7.5 4L0 7.5Z"/></marker>`)}</defs></svg>`;
