import { Box, boxOf, endBoxes } from './boxes';
import { EventMap, EventPath, MapLink, MapNode } from '../event-map';

/** A part of the map that is drawn by itself: functions that hand events to each other, with all that is theirs. */
export interface Lane {
  /** The stack it stands under. */
  readonly stack: string;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  /** How many of its paths somebody should look at. */
  readonly attention: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly looks: MapLink['does'] | 'failed' | 'lost';
}

/** Draws together what belongs to some functions of one stack. */
export function laneOf(functions: readonly MapNode[], map: EventMap, nodes: ReadonlyMap<string, MapNode>): Lane {
  const own = new Set(functions.map(one => one.id));
  const stack = functions[0].stack ?? '';
  const paths = map.paths.filter(path => own.has(path.function));
  const steps = upstream(own, map);
  const boxes = new Map<string, Box>();
  const lines: Line[] = [];
  const show = (box: Box): string => {
    boxes.set(box.id, box);
    return box.id;
  };
  const showNode = (id: string, again = false): string => show(boxOf(nodes.get(id)!, stack, again));
  functions.forEach(one => showNode(one.id));
  steps.forEach(({ from, to }) => lines.push({ from: showNode(from), to: showNode(to), looks: 'event' }));
  for (const { from, to, does } of map.links.filter(link => own.has(link.from) && link.does !== 'event')) {
    lines.push({ from, to: showNode(to, leadsTo(to, from, steps)), looks: does });
  }
  for (const { from, box } of paths.flatMap(path => endBoxes(path, nodes))) {
    lines.push({ from, to: show(box), looks: box.looks === 'lost' ? 'lost' : 'failed' });
  }
  return { stack, boxes: [...boxes.values()], lines: distinct(lines), attention: paths.filter(needsAttention).length };
}

/** All that leads to the functions of a lane. */
function upstream(own: ReadonlySet<string>, { links }: EventMap): readonly MapLink[] {
  const found = new Set<MapLink>();
  const wanted = new Set(own);
  for (let before = -1; before < found.size;) {
    before = found.size;
    links.filter(link => link.does === 'event' && wanted.has(link.to)).forEach(link => {
      found.add(link);
      wanted.add(link.from);
    });
  }
  return [...found];
}

/** What a function writes to its own source is drawn apart from it: events run from left to right. */
function leadsTo(from: string, to: string, steps: readonly MapLink[]): boolean {
  const reached = new Set([from]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    steps.filter(step => reached.has(step.from)).forEach(step => reached.add(step.to));
  }
  return reached.has(to);
}

/** True for paths on which somebody should act. */
export function needsAttention({ failed, undelivered }: EventPath): boolean {
  return [failed, undelivered].some(end => end !== undefined && (end.outcome === 'lost' || end.outcome === 'unknown' || end.alarm === 'nobody'));
}

function distinct(lines: readonly Line[]): readonly Line[] {
  return [...new Map(lines.map(line => [`${line.from}\n${line.to}\n${line.looks}`, line])).values()];
}
