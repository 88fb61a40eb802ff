import { STRIPPED_ATTRIBUTES, STRIPPED_RESOURCES, STRIPPED_TYPES, TemplateResource } from './emulator-gaps';

/** One thing that the embedded cloud runs differently from what the template says. */
export interface Adjustment {
  readonly logicalId: string;
  readonly type: string;
  readonly kind: 'stripped' | 'attribute stripped' | 'set through the API';
  readonly reason: string;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

export interface FittedTemplate {
  readonly template: Template;
  readonly adjustments: readonly Adjustment[];
}

/** Takes out of a template what the emulator refuses, and every reference to it. */
export function fitTemplate(template: Template): FittedTemplate {
  const adjustments: Adjustment[] = [];
  const kept: Record<string, TemplateResource> = {};
  const stripped = new Set<string>();
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const reason = reasonToStrip(resource);
    if (reason) {
      stripped.add(logicalId);
      adjustments.push({ logicalId, type: resource.Type, kind: 'stripped', reason });
    } else {
      kept[logicalId] = withoutAttributes(logicalId, resource, adjustments);
    }
  }
  const resources = Object.fromEntries(Object.entries(kept).map(([logicalId, resource]) => [
    logicalId, withoutReferences({ ...resource, ...dependsOn(resource, stripped) }, stripped),
  ]));
  const outputs = template.Outputs && { Outputs: withoutReferences(template.Outputs, stripped) };
  return { template: { ...template, ...outputs, Resources: resources } as Template, adjustments };
}

function reasonToStrip(resource: TemplateResource): string | undefined {
  const byType = Object.entries(STRIPPED_TYPES).find(([pattern]) => (
    pattern.endsWith('*') ? resource.Type.startsWith(pattern.slice(0, -1)) : resource.Type === pattern
  ));
  return byType?.[1]
    ?? STRIPPED_RESOURCES.find(({ type, when }) => resource.Type === type && when(resource.Properties ?? {}))?.reason;
}

function withoutAttributes(logicalId: string, resource: TemplateResource, adjustments: Adjustment[]): TemplateResource {
  const { ...rest } = resource as Record<string, unknown>;
  for (const [attribute, reason] of Object.entries(STRIPPED_ATTRIBUTES)) {
    if (attribute in rest) {
      delete rest[attribute];
      adjustments.push({ logicalId, type: resource.Type, kind: 'attribute stripped', reason: `${attribute}: ${reason}` });
    }
  }
  return rest as unknown as TemplateResource;
}

function dependsOn(resource: TemplateResource, stripped: ReadonlySet<string>): { DependsOn?: string[] } {
  if (resource.DependsOn === undefined) {
    return {};
  }
  return { DependsOn: [resource.DependsOn].flat().filter(logicalId => !stripped.has(logicalId)) as string[] };
}

// A well-formed ARN that leads nowhere keeps policies and lists valid, where a hole would not.
function placeholder(logicalId: string): string {
  return `arn:aws:emulator-gap:us-east-1:000000000000:${logicalId}`;
}

function withoutReferences(value: unknown, stripped: ReadonlySet<string>): unknown {
  if (stripped.size === 0 || typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => withoutReferences(item, stripped));
  }
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0] : [undefined, undefined];
  const target = name && referenced(name, argument);
  if (target && stripped.has(target)) {
    return placeholder(target);
  }
  if (name === 'Fn::Sub') {
    return { [name]: withoutSubstitutions(argument, stripped) };
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutReferences(item, stripped)]));
}

function referenced(name: string, argument: unknown): string | undefined {
  if (name === 'Ref' && typeof argument === 'string') {
    return argument;
  }
  if (name === 'Fn::GetAtt') {
    return String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]);
  }
  return undefined;
}

function withoutSubstitutions(argument: unknown, stripped: ReadonlySet<string>): unknown {
  if (Array.isArray(argument)) {
    return [withoutSubstitutions(argument[0], stripped), ...argument.slice(1).map(item => withoutReferences(item, stripped))];
  }
  return String(argument).replace(/\$\{([A-Za-z0-9]+)(\.[^}]*)?\}/g, (whole, logicalId: string) => (
    stripped.has(logicalId) ? placeholder(logicalId) : whole
  ));
}
