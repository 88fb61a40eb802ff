import * as path from 'node:path';
import type { ELK, ElkNode } from 'elkjs/lib/elk-api';
import { ASSETS } from './assets';
import { Box } from './boxes';
import { Lane, Line } from './lane';

export interface Placed {
  readonly lane: Lane;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine extends Line {
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Every box has one size, so that columns align. */
export const BOX = { width: 190, height: 46 };

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.spacing.nodeNode': '14',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '8',
  'elk.layered.spacing.nodeNodeBetweenLayers': '38',
  'elk.layered.spacing.edgeNodeBetweenLayers': '13',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

/** Places the boxes and lines of lanes. */
export async function layOut(lanes: readonly Lane[]): Promise<readonly Placed[]> {
  // Only a page needs the layout, and it is large.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Elk = require(path.join(ASSETS, 'elkjs', 'elk.bundled.js')) as new () => ELK;
  const elk = new Elk();
  const placed: Placed[] = [];
  for (const lane of lanes) {
    placed.push(placedLane(lane, await elk.layout(graphOf(lane))));
  }
  return placed;
}

function graphOf({ boxes, lines }: Lane): ElkNode {
  return {
    id: 'lane',
    layoutOptions: OPTIONS,
    children: boxes.map(({ id }) => ({ id, ...BOX })),
    edges: lines.map(({ from, to }, index) => ({ id: `line ${index}`, sources: [from], targets: [to] })),
  };
}

function placedLane(lane: Lane, { width = 0, height = 0, children = [], edges = [] }: ElkNode): Placed {
  return {
    lane,
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: lane.boxes.map((box, index) => ({ ...box, x: children[index].x ?? 0, y: children[index].y ?? 0 })),
    lines: lane.lines.map((line, index) => {
      const [section] = edges[index].sections ?? [];
      return { ...line, points: section ? [section.startPoint, ...section.bendPoints ?? [], section.endPoint] : [] };
    }),
  };
}
