import { Inventory } from '../../inventory/inventory';
import { Link, Resource } from '../../inventory/model';
import { reasonToAccept } from '../../rules/judging/acknowledgement';
import { Verdict } from '../../rules/judging/verdict';
import { FailingEnd } from '../event-map';
import { Nodes } from '../nodes';

/** What the verdict and the stores say of a place where events are parked. */
export class ParkedPlaces {
  private readonly unheard: ReadonlySet<string>;
  private readonly unclear: ReadonlySet<string>;

  constructor(private readonly inventory: Inventory, private readonly nodes: Nodes, verdict: Verdict) {
    const about = (places: readonly { readonly rule: string; readonly template: string; readonly logicalId: string }[]): ReadonlySet<string> =>
      new Set(places.filter(({ rule }) => rule === 'dlq-alarm').map(keyOf));
    this.unheard = about(verdict.findings);
    this.unclear = about(verdict.unknown);
  }

  /** The place at the end of a link, as the end of a path. */
  public at(link: Link): Pick<FailingEnd, 'outcome' | 'at' | 'keptForSeconds' | 'alarm'> {
    return { outcome: 'parked', at: this.nodes.at(link), keptForSeconds: this.keptFor(link), alarm: this.alarmOf(link.resource) };
  }

  /** How a reader would call the place. */
  public nameOf(link: Link): string {
    const node = this.nodes.get(this.nodes.at(link));
    return node ? `${node.kind.toLowerCase()} ${node.name}` : link.written;
  }

  /** Seconds; only a queue forgets by itself. */
  private keptFor(link: Link): number | undefined {
    return this.inventory.queues.at(link)?.retention.known;
  }

  private alarmOf(resource: Resource | undefined): FailingEnd['alarm'] {
    if (!resource) {
      return 'unknown';
    }
    const key = keyOf(resource);
    return this.unheard.has(key) && !this.unclear.has(key) ? 'nobody' : this.unclear.has(key) ? 'unknown' : 'told';
  }
}

function keyOf({ template, logicalId }: { readonly template: string; readonly logicalId: string }): string {
  return `${template}\n${logicalId}`;
}

/** An end where the event is gone, or accepted to be gone by a reason that stands with one of the resources. */
export function gone(rule: string, says: string, tried: Partial<FailingEnd>, ...resources: readonly Resource[]): FailingEnd {
  const reason = resources.map(resource => reasonToAccept(rule, resource)).find(found => found !== undefined);
  return reason === undefined
    ? { ...tried, outcome: 'lost', says: `${says} It is lost.` }
    : { ...tried, outcome: 'accepted', says: `${says} It is dropped on purpose: ${reason}` };
}
