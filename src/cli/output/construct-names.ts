import { constructPathOf } from '../../inventory/fact';
import { Inventory } from '../../inventory/inventory';
import { ownMap, ownText } from '../../inventory/raw';
import { Template, withNested } from '../../inventory/template';

/** CDK ends a logical id with eight digits that say nothing to a reader. */
const MADE_BY_CDK = /\b[A-Za-z][A-Za-z0-9]*[0-9A-F]{8}\b/g;

/** What the resources of an app are called by who wrote it: the construct path of a logical id in a template, where it is told. */
export class ConstructNames {
  private readonly templates: ReadonlyMap<string, Template>;

  constructor({ templates }: Inventory) {
    this.templates = new Map(templates.flatMap(withNested).map(template => [template.name, template]));
  }

  /** A sentence about a template with the names of its constructs in place of the ids that CDK made of them. */
  public in(sentence: string, template: string, near: (name: string) => string): string {
    return sentence.replace(MADE_BY_CDK, id => {
      const path = this.pathOf(id, template);
      return path === undefined ? id : near(constructPathOf({ path }));
    });
  }

  private pathOf(id: string, name: string): string | undefined {
    const template = this.templates.get(name);
    if (!template) return undefined;
    return template.paths?.get(id) ?? ownText(ownMap(ownMap(ownMap(template.body, 'Resources'), id), 'Metadata'), 'aws:cdk:path');
  }
}
