import { constructPathOf, Fact } from '../../inventory/fact';
import { Inventory } from '../../inventory/inventory';

/** CDK ends a logical id with eight digits that say nothing to a reader. */
const MADE_BY_CDK = /\b[A-Za-z][A-Za-z0-9]*[0-9A-F]{8}\b/g;

type Place = Pick<Fact, 'template' | 'logicalId' | 'path'>;

/** How a reader would call a place: by its construct path, or by its logical id where no path is told. */
export function titleOf(place: Place): string {
  return place.path.includes('/') ? constructPathOf(place) : place.logicalId;
}

/** A name as it is said where another one stands: without the scopes that both are in. */
export function nearer(name: string, from: string): string {
  const parent = from.slice(0, from.lastIndexOf('/') + 1);
  const shared = name.startsWith(`${from}/`) ? `${from}/` : parent;
  return name.startsWith(shared) ? name.slice(shared.length) : name;
}

/** What the resources of an app are called by who wrote it. */
export class ConstructNames {
  private readonly titles: ReadonlyMap<string, string>;

  constructor({ resources }: Inventory) {
    this.titles = new Map(resources.filter(({ path }) => path.includes('/')).map(resource => [keyOf(resource), titleOf(resource)]));
  }

  /** A sentence about a template, said at a place, with the names of constructs in it instead of the ids that CDK made of them. */
  public in(sentence: string, template: string, from: string): string {
    return sentence.replace(MADE_BY_CDK, logicalId => {
      const title = this.titles.get(keyOf({ template, logicalId }));
      return title === undefined ? logicalId : nearer(title, from);
    });
  }
}

function keyOf({ template, logicalId }: Pick<Place, 'template' | 'logicalId'>): string {
  return `${template}\n${logicalId}`;
}
