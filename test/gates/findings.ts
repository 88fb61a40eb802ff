import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What passes over every template. */
export const TOOLS = ['cdk-nag', 'cdk-validator', 'cfn-lint', 'checkov', 'control-tower', 'parliament'] as const;
export type Tool = typeof TOOLS[number];

/** What a tool says of one resource of one template. */
export interface Finding {
  /** The exhibit and the stack, as in `07-orders-api.OrdersApi`. */
  readonly template: string;
  /** The logical id; empty where the tool means the whole template. */
  readonly resource: string;
  readonly rule: string;
  readonly text: string;
  /** The library acknowledges it, on the very resource. */
  readonly acknowledged?: boolean;
}

/** A finding, and what its resource is. */
export interface TypedFinding extends Finding {
  readonly type: string;
}

/** The exhibit that every tool must find something in: one that says nothing of it has not looked. */
export const PLANTED = 'planted';

/** What a run of the gates leaves behind: templates, and the findings of every tool. */
export class GateRun {
  /** Whether a template shows how the library is used, and not what every gate must refuse. */
  public static isOurs(template: string): boolean {
    return !template.startsWith(PLANTED);
  }

  public readonly templates: readonly string[];
  private readonly types: ReadonlyMap<string, string>;

  constructor(private readonly folder: string) {
    this.templates = readdirSync(join(folder, 'templates')).map(file => file.replace('.json', '')).sort();
    this.types = new Map(this.templates.flatMap(template => {
      const { Resources } = JSON.parse(readFileSync(join(folder, 'templates', `${template}.json`), 'utf8')) as { Resources: Record<string, { Type: string }> };
      return Object.entries(Resources).map(([id, { Type }]): [string, string] => [`${template}/${id}`, Type]);
    }));
  }

  public findings(tool: Tool): TypedFinding[] {
    const found = JSON.parse(readFileSync(join(this.folder, `${tool}.json`), 'utf8')) as Finding[];
    return found.map(one => ({ ...one, type: this.types.get(`${one.template}/${one.resource}`) ?? '' }));
  }

}
