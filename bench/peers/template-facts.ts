import { readFileSync, statSync } from 'node:fs';

/** What a template holds. */
export interface TemplateFacts {
  readonly resources: number;
  readonly byType: Readonly<Record<string, number>>;
  /** Bytes of the template as it is written for the deployment. */
  readonly bytes: number;
  /** Allow statements of roles in which an action holds a `*`. */
  readonly wildcardActions: number;
  /** Allow statements of roles on the resource `*`. */
  readonly anyResource: number;
  /** Allow statements of roles on a resource with a `*` in it: the objects of a bucket, the keys of an account. */
  readonly partOfResource: number;
  /** Policies managed by AWS that roles have. */
  readonly managedPolicies: number;
}

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: {
    readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
    readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
    readonly ManagedPolicyArns?: readonly unknown[];
  };
}

export function factsOf(file: string): TemplateFacts {
  const resources: readonly Resource[] = Object.values(JSON.parse(readFileSync(file, 'utf8')).Resources);
  const statements = resources.flatMap(statementsOf).filter(({ Effect }) => Effect === 'Allow');
  const named = (statement: Statement): readonly string[] => listOf(statement.Resource).map(one => JSON.stringify(one));
  const byType: Record<string, number> = {};
  resources.forEach(({ Type }) => { byType[Type] = (byType[Type] ?? 0) + 1; });
  return {
    resources: resources.length,
    byType,
    bytes: statSync(file).size,
    wildcardActions: statements.filter(({ Action }) => listOf(Action).some(action => String(action).includes('*'))).length,
    anyResource: statements.filter(statement => named(statement).includes('"*"')).length,
    partOfResource: statements.filter(statement => named(statement).some(one => one !== '"*"' && one.includes('*'))).length,
    managedPolicies: resources.reduce((sum, { Properties }) => sum + (Properties?.ManagedPolicyArns?.length ?? 0), 0),
  };
}

/** The statements of what a role may do; a policy of a queue or a bucket is none. */
function statementsOf({ Type, Properties }: Resource): readonly Statement[] {
  if (Type === 'AWS::IAM::Role') return (Properties?.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy' ? Properties?.PolicyDocument?.Statement ?? [] : [];
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
