import { Locator } from './locator';
import { Link, Properties, Resolved, Resource, Scope } from '../model';
import { PropertyReader, Reading } from './property-reader';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Resolver } from './resolver';
import { expandSam } from '../sam/expand';
import { Template } from '../template';

/** Something odd that was read over: the inventory goes on without it. */
export interface SurveyNote {
  readonly template: string;
  readonly logicalId: string;
  readonly message: string;
}

/** All templates opened together: every resource with its properties readable, before facts are made of them. */
export class Survey {
  public readonly resources: Resource[] = [];
  public readonly notes: SurveyNote[] = [];
  private readonly resolver = new Resolver();
  private readonly locator = new Locator();
  private readonly reading: Reading = { resolve: this.resolver.resolve, locator: this.locator };
  private readonly byType = new Map<string, Resource[]>();

  constructor(templates: readonly Template[]) {
    const scopes = templates.flatMap(template => this.open(template, undefined));
    scopes.forEach(scope => this.resolver.learn(scope));
    scopes.forEach(scope => this.enter(scope));
    this.resources.forEach(resource => this.locator.learn(resource));
  }

  /** Resources of the given types, in the order of the templates. */
  public ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap(type => this.byType.get(type) ?? []);
  }

  /** Resources whose type begins so, e.g. `Custom::`. */
  public ofTypesLike(prefix: string): readonly Resource[] {
    return [...this.byType].filter(([type]) => type.startsWith(prefix)).flatMap(([, resources]) => resources);
  }

  /** Reads a node as properties; for texts that hold templates of their own, such as state machines. */
  public read(node: Resolved, scope: Scope): Properties {
    return new PropertyReader(this.reading, node, scope);
  }

  /** Where a node leads. */
  public locate(node: Resolved, scope: Scope, typeOfPlainName?: string): Link {
    return this.locator.locate(node, scope, typeOfPlainName);
  }

  private open(template: Template, parent: Scope['parent']): Scope[] {
    const body = expandSam(template.body);
    const scope: Scope = {
      template,
      parameters: ownMap(body, 'Parameters'),
      mappings: ownMap(body, 'Mappings'),
      conditions: ownMap(body, 'Conditions'),
      outputs: ownMap(body, 'Outputs'),
      resources: new Map(),
      nested: new Map(),
      parent,
    };
    const scopes = [scope];
    for (const [logicalId, child] of template.nested ?? []) {
      const stack = ownMap(ownMap(body, 'Resources'), logicalId);
      const [opened, ...below] = this.open(child, { scope, given: own(ownMap(stack, 'Properties'), 'Parameters') });
      scope.nested.set(logicalId, opened);
      scopes.push(opened, ...below);
    }
    for (const [logicalId, raw] of Object.entries(ownMap(body, 'Resources'))) {
      if (isMap(raw) && ownText(raw, 'Type') !== undefined) {
        scope.resources.set(logicalId, this.resource(scope, logicalId, raw));
      } else {
        this.notes.push({ template: template.name, logicalId, message: 'What stands here cannot be read as a resource: it has no Type.' });
      }
    }
    return scopes;
  }

  private resource(scope: Scope, logicalId: string, raw: RawMap): Resource {
    const { reading } = this;
    const metadata = ownMap(raw, 'Metadata');
    let properties: Properties | undefined;
    return {
      scope,
      template: scope.template.name,
      logicalId,
      type: ownText(raw, 'Type') ?? '',
      path: scope.template.paths?.get(logicalId) ?? ownText(metadata, 'aws:cdk:path') ?? logicalId,
      raw,
      conditional: this.undecided(raw),
      get properties() {
        properties ??= new PropertyReader(reading, reading.resolve(own(raw, 'Properties') ?? {}, scope), scope);
        return properties;
      },
    };
  }

  private undecided(raw: RawMap): boolean {
    return own(raw, 'Condition') !== undefined;
  }

  /** Leaves out what a condition certainly switches off. */
  private enter(scope: Scope): void {
    for (const [logicalId, resource] of scope.resources) {
      const condition = own(resource.raw, 'Condition');
      const decision = typeof condition === 'string' ? this.resolver.conditions.named(condition, scope) : true;
      if (decision === false) {
        scope.resources.delete(logicalId);
        continue;
      }
      const entered = resource.conditional && decision === true ? withoutCondition(resource) : resource;
      scope.resources.set(logicalId, entered);
      this.resources.push(entered);
      const ofType = this.byType.get(entered.type) ?? [];
      ofType.push(entered);
      this.byType.set(entered.type, ofType);
    }
  }
}

/** The same resource, its condition met. The one object stays the resource's identity. */
function withoutCondition(resource: Resource): Resource {
  return Object.defineProperty(resource, 'conditional', { value: false });
}
