import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

type Resource = { Type: string; Properties?: { PolicyDocument?: Document; Policies?: { PolicyDocument: Document }[] } };
type Statement = { Effect: string; Action?: string | string[]; Resource?: unknown };
type Document = { Statement: Statement | Statement[] };

/** What a role is allowed that names its actions, or its resources, only by a wildcard. */
export interface Wildcards {
  /** Actions that hold a wildcard. */
  readonly actions: string[];
  /** Actions on a resource that is not named. */
  readonly onAnyResource: string[];
}

/**
 * The wildcards in the policies of every role of a cloud assembly, nested ones included.
 *
 * In the policy of a resource (a key, a queue, a table) `*` is that resource, and says nothing about others.
 *
 * @param assembly the folder
 * @param leaveOut stacks that a construct of CDK fills
 */
export function wildcardsIn(assembly: string, leaveOut: readonly string[] = []): Wildcards {
  const allowed = templatesIn(assembly, leaveOut).flatMap(template => Object.values(template.Resources ?? {})).flatMap(documentsOf)
    .flatMap(document => document.Statement).filter(({ Effect }) => Effect === 'Allow');
  const actionsIn = (statements: Statement[]): string[] => [...new Set(statements.flatMap(({ Action = [] }) => Action))].sort();
  return {
    actions: actionsIn(allowed).filter(action => action.includes('*')),
    onAnyResource: actionsIn(allowed.filter(statement => [statement.Resource].flat().includes('*'))),
  };
}

function templatesIn(folder: string, leaveOut: readonly string[]): { Resources?: Record<string, Resource> }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.template.json') && !leaveOut.includes(file.replace('.template.json', '')));
  return files.map(file => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function documentsOf({ Type, Properties = {} }: Resource): Document[] {
  if (Type === 'AWS::IAM::Role') return (Properties.Policies ?? []).map(({ PolicyDocument }) => PolicyDocument);
  return /^AWS::IAM::(Managed|Role)?Policy$/.test(Type) && Properties.PolicyDocument ? [Properties.PolicyDocument] : [];
}

/** An action that docs/access.md tells of because its resource cannot be named, and the reason that stands there. */
export interface TellsOf {
  readonly action: string;
  readonly reason: string;
}

/** The one table of resources that cannot be named. */
export function toldWildcards(): TellsOf[] {
  const [, section] = readFileSync(join(__dirname, '..', '..', 'docs', 'access.md'), 'utf8').split('## Resources that cannot be named');
  return [...section.matchAll(/^\| `([^`]+)` \|[^|]*\| (.*) \|$/gm)].map(([, action, reason]) => ({ action, reason }));
}
