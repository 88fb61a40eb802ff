import type { Box } from './lane';
import { inShort } from '../durations';
import { EventPath, FailingEnd, MapNode, Outcome } from '../event-map';

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
