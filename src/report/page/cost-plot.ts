import { Html, html } from './html';
import { CurvePoint, FunctionSheet } from '../../cost/cost-sheet';
import { inThousands } from '../counts';
import { money } from '../money';

const WIDTH = 620;
const HEIGHT = 300;
const INSIDE = { left: 58, right: 90, top: 30, bottom: 44 };

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  at(value: number): number;
}

type Curve = Exclude<keyof CurvePoint, 'requestsPerMonth'>;
const CURVES: readonly (readonly [curve: Curve, name: string])[] = [['lambda', 'Lambda'], ['fargate', 'Fargate'], ['ec2', 'EC2']];

type Plotted = Pick<FunctionSheet, 'curve' | 'workload' | 'alternatives' | 'path'>;

/** Cost against traffic, both logarithmic, with where the function stands and where something else becomes cheaper. */
export function costPlot({ curve, workload, alternatives, path }: Plotted): Html {
  const points = curve.filter(point => point.requestsPerMonth > 0);
  const costs = points.flatMap(point => [point.lambda, point.fargate, point.ec2]).filter((cost): cost is number => cost !== null && cost > 0);
  if (points.length < 2 || costs.length === 0) {
    return html``;
  }
  const x = logarithmic(points.map(point => point.requestsPerMonth), INSIDE.left, WIDTH - INSIDE.right, 1);
  const y = logarithmic(costs.map(cost => Math.max(cost, Math.max(...costs) / 1e7)), HEIGHT - INSIDE.bottom, INSIDE.top, 1);
  const now = workload && workload.requestsPerMonth >= x.low && workload.requestsPerMonth <= x.high ? workload.requestsPerMonth : undefined;
  const cost = now === undefined ? 0 : costAt(now, points);
  const breaks = alternatives.flatMap(({ cheaperFrom: at, name }) => (at !== null && at >= x.low && at <= x.high && /fargate|ec2/.test(name) ? [{ at, name }] : []));
  return html`<div class="scroll" role="region" aria-label="${`Plot of ${path}`}" tabindex="0"><svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`Cost of ${path} against its traffic: ${spoken(now, cost, breaks)}`}">
${axes(x, y)}
${breaks.map(({ at, name }, index) => breakEven(x.at(at), index, `${name === 'ec2' ? 'EC2' : 'Fargate'} cheaper from ${inThousands(at)}`))}
${CURVES.map(([key]) => html`<path class="${`cost ${key}`}" d="${lineOf(points, key, x, y)}"/>`)}
${labels(points, x, y)}
${now !== undefined && cost > 0 && html`<circle class="now" cx="${r(x.at(now))}" cy="${r(y.at(cost))}" r="5"/><text class="now" x="${r(x.at(now) + 10)}" y="${r(y.at(cost) + 17)}">now ${money(cost)}</text>`}
</svg></div>`;
}

function spoken(now: number | undefined, total: number, breaks: readonly { readonly at: number; readonly name: string }[]): string {
  const parts = [now === undefined ? '' : `now ${inThousands(now)} requests for ${money(total)}`, ...breaks.map(({ at, name }) => `${name} is cheaper from ${inThousands(at)} requests`)];
  return `${parts.filter(part => part !== '').join('; ') || 'see the list below'}.`;
}

/** A logarithmic scale over whole powers of ten. */
function logarithmic(values: readonly number[], from: number, to: number, least: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + least, Math.ceil(Math.log10(Math.max(...values))));
  const step = Math.max(1, Math.ceil((high - low) / 7));
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => 10 ** (low + index * step));
  return {
    low: 10 ** low,
    high: 10 ** high,
    ticks,
    at: value => from + ((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)) * (to - from),
  };
}

function axes(x: Scale, y: Scale): Html {
  const right = WIDTH - INSIDE.right;
  const bottom = HEIGHT - INSIDE.bottom;
  return html`<g class="axis">${y.ticks.map(tick => html`<path d="M${INSIDE.left} ${r(y.at(tick))}H${right}"/><text x="${INSIDE.left - 8}" y="${r(y.at(tick) + 4)}" text-anchor="end">${tick < 0.01 ? `$${tick}` : money(tick).replace(/\.00$/, '')}</text>`)}
${x.ticks.map(tick => html`<path d="M${r(x.at(tick))} ${bottom}v5"/><text x="${r(x.at(tick))}" y="${bottom + 19}" text-anchor="middle">${inThousands(tick)}</text>`)}
<text x="${(INSIDE.left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">requests a month</text></g>`;
}

/** Where another way becomes cheaper; each label in a row of its own. */
function breakEven(x: number, row: number, says: string): Html {
  const y = 10 + row * 13;
  const left = x > WIDTH / 2;
  return html`<g class="even"><path d="M${r(x)} ${y + 3}V${HEIGHT - INSIDE.bottom}"/><text x="${r(x + (left ? -5 : 5))}" y="${y + 4}" text-anchor="${left ? 'end' : 'start'}">${says}</text></g>`;
}

/** What the function alone costs at a traffic, without what is around it: a point of its own curve. */
function costAt(requests: number, points: readonly CurvePoint[]): number {
  const after = points.findIndex(point => point.requestsPerMonth >= requests);
  const [left, right] = [points[Math.max(0, after - 1)], points[after]];
  if (!left?.lambda || !right?.lambda || left === right) {
    return right?.lambda ?? 0;
  }
  const part = Math.log(requests / left.requestsPerMonth) / Math.log(right.requestsPerMonth / left.requestsPerMonth);
  return left.lambda * (right.lambda / left.lambda) ** part;
}

function lineOf(points: readonly CurvePoint[], key: Curve, x: Scale, y: Scale): string {
  const known = points.flatMap(({ requestsPerMonth: at, [key]: cost }) => (cost === null ? [] : [[x.at(at), y.at(cost)] as const]));
  return known.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${r(px)} ${r(py)}`).join('');
}

const LABEL_HEIGHT = 15;

/** Each curve is named at its end; names that would meet move apart. */
function labels(points: readonly CurvePoint[], x: Scale, y: Scale): Html {
  const last = points[points.length - 1];
  const named = CURVES.flatMap(([key, name]) => (last[key] === null ? [] : [{ key, name, y: y.at(last[key]) }]))
    .sort((one, other) => one.y - other.y);
  let free = -Infinity;
  const apart = named.map(label => {
    free = Math.max(label.y, free + LABEL_HEIGHT);
    return { ...label, y: free };
  });
  return html`${apart.map(({ key, name, y: at }) => html`<text class="${`curve-name ${key}`}" x="${r(x.at(last.requestsPerMonth) + 8)}" y="${r(at + 4)}">${name}</text>`)}`;
}

function r(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
