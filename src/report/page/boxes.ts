import { inShort } from '../durations';
import { EventPath, FailingEnd, MapNode, Outcome } from '../event-map';

/** A node, or the end of failing events, as one lane shows it. */
export interface Box {
  readonly id: string;
  /** The node it shows, which other lanes may show as well; absent for ends that are no place. */
  readonly node?: string;
  readonly name: string;
  readonly detail: string;
  readonly looks: 'function' | 'place' | Outcome;
}

/** The box of a node in a drawing of one stack; a second one where what is written leads back to where it came from. */
export function boxOf(node: MapNode, stack: string, again: boolean): Box {
  const elsewhere = node.stack !== undefined && node.stack !== stack ? node.stack : node.note;
  const detail = [node.injectedBy === undefined ? node.kind : 'CDK\'s own helper', elsewhere].filter(part => part !== undefined).join(' \u00b7 ');
  return { id: again ? `${node.id} again` : node.id, node: node.id, name: node.name, detail, looks: node.isFunction ? 'function' : 'place' };
}

const ENDS: Readonly<Record<Outcome, string>> = {
  parked: 'Parked', caller: 'Caller sees the error', lost: 'Lost', accepted: 'Dropped on purpose', unknown: 'Cannot be told',
};

/** More attempts than this say nothing that the time does not. */
const MOST_COUNTED = 1_000;

/** Where the failing events of a path end, and from where they go there; ends that say the same are one box of a lane. */
export function endBoxes({ source, function: one, failed, undelivered }: EventPath, nodes: ReadonlyMap<string, MapNode>): readonly End[] {
  return [
    { from: one, box: endBox('failed', failed, nodes) },
    ...(undelivered ? [{ from: source, box: endBox('undelivered', undelivered, nodes) }] : []),
  ];
}

interface End {
  readonly from: string;
  readonly box: Box;
}

function endBox(how: string, end: FailingEnd, nodes: ReadonlyMap<string, MapNode>): Box {
  const { outcome, at, alarm } = end;
  const tried = triedIn(end);
  const detail = [tried && `${how} ${tried}`, alarm === 'nobody' && 'no alarm'].filter(Boolean).join(' \u00b7 ');
  const place = at === undefined ? undefined : nodes.get(at);
  return { id: `end ${outcome} ${at ?? ''} ${detail}`, node: at, name: place?.name ?? ENDS[outcome], detail, looks: outcome };
}

/** `3\u00d7, 6 h`, `for 4 d`; nothing for what is tried once and seen at once. */
function triedIn({ attempts, withinSeconds, outcome }: FailingEnd): string {
  const time = withinSeconds === undefined || outcome === 'caller' ? undefined : inShort(withinSeconds);
  const count = attempts === undefined || attempts > MOST_COUNTED || (attempts === 1 && outcome === 'caller') ? undefined : `${attempts}\u00d7`;
  return count === undefined ? (time === undefined ? '' : `for ${time}`) : [count, time].filter(part => part !== undefined).join(', ');
}
