import { CfnResource, Reference, Stack, Token, Tokenization, aws_iam as iam } from 'aws-cdk-lib';
import { OWN_ANSWERS } from './own-answers';
import { acknowledgeRules } from './rule-answer';

/** A right that this library writes, whose resource holds a wildcard. */
export interface OwnWildcard {
  /** The resource as the statement names it. */
  readonly resource: string;
  /** What is allowed on it. */
  readonly actions: readonly string[];
  /** What it is allowed under. */
  readonly conditions?: object;
  /** Why it cannot be narrower. */
  readonly reason: string;
}

/** Answers that the rights of a role of this library, or a policy of it, are inline. */
export function answerInline(owner: iam.Role | iam.Policy): void {
  RightsAnswers.of(owner).answersInline = true;
}

/**
 * Answers for a wildcard that this library grants, in whatever policy of the role it lands.
 *
 * A pack names a finding by its resource alone: it stays open where a statement of somebody else allows more on the same resource.
 */
export function answerWildcard(owner: iam.IGrantable | iam.Policy, wildcard: OwnWildcard): void {
  const holder = owner instanceof iam.Policy ? owner : owner.grantPrincipal;
  if (holder instanceof iam.Role || holder instanceof iam.Policy) RightsAnswers.of(holder).wildcards.push(wildcard);
}

/** What is answered of the policies of a role, or of one policy: at synth, when every statement is there. */
class RightsAnswers {
  public static of(owner: iam.Role | iam.Policy): RightsAnswers {
    const made = RightsAnswers.made.get(owner) ?? new RightsAnswers(owner);
    RightsAnswers.made.set(owner, made);
    return made;
  }

  private static readonly made = new WeakMap<iam.Role | iam.Policy, RightsAnswers>();

  public answersInline = false;
  public readonly wildcards: OwnWildcard[] = [];

  private constructor(private readonly owner: iam.Role | iam.Policy) {
    owner.node.addValidation({
      validate: () => {
        for (const [resource, documents] of policiesOf(owner)) this.answer(resource, documents);
        return [];
      },
    });
  }

  private answer(resource: CfnResource, documents: iam.PolicyDocument[]): void {
    if (documents.length === 0) return;
    if (this.answersInline) acknowledgeRules(resource, OWN_ANSWERS.inlinePolicy);
    const own = this.wildcards.map(wildcard => (
      { name: this.namesOf(wildcard.resource)[0], rights: rightsTo(wildcard.actions, wildcard.conditions), reason: wildcard.reason }
    ));
    for (const [name, allowed] of this.wideRights(documents)) {
      const answers = own.filter(wildcard => wildcard.name === name && wildcard.rights.some(right => allowed.has(right)));
      const isOwn = [...allowed].every(right => answers.some(({ rights }) => rights.includes(right)));
      const reason = [...new Set(answers.map(each => each.reason))].join(' ');
      if (isOwn) acknowledgeRules(resource, { rules: [`AwsSolutions-IAM5[Resource::${name}]`], reason });
    }
  }

  /** What is allowed on each resource with a wildcard. */
  private wideRights(documents: iam.PolicyDocument[]): Map<string, Set<string>> {
    const wide = new Map<string, Set<string>>();
    for (const { Effect, Action, Resource, Condition } of documents.flatMap(statementsOf)) {
      const names = Effect === 'Allow' ? [Resource ?? []].flat().filter(mayBeWide).flatMap(each => this.namesOf(each)) : [];
      for (const name of names.filter(each => each.includes('*'))) {
        const allowed = wide.get(name) ?? new Set();
        rightsTo([Action ?? 'NotAction'].flat(), Condition).forEach(right => allowed.add(right));
        wide.set(name, allowed);
      }
    }
    return wide;
  }

  /** A list that is known at synth only is one resource before, and several after. */
  private namesOf(resource: string): string[] {
    return resource === '*' ? [resource] : (Stack.of(this.owner).resolve([resource]) as unknown[]).map(flat);
  }
}

/** What is allowed, each with what it is allowed under: a right that ends at a condition is another than one that does not. */
function rightsTo(actions: readonly string[], conditions: object = {}): string[] {
  const under = JSON.stringify(conditions);
  return actions.map(action => `${action} ${under}`);
}

interface WrittenStatement {
  readonly Effect: string;
  readonly Condition?: object;
  readonly Action?: string | string[];
  readonly Resource?: string | string[];
}

/** As they were written: to resolve whole policies twice would cost every synthesis. */
function statementsOf(document: iam.PolicyDocument): WrittenStatement[] {
  return ((document.toJSON() as { Statement?: WrittenStatement[] } | undefined)?.Statement) ?? [];
}

/** The resources in which the rights of a role stand that CDK or this library wrote; a policy that a user attaches is his own. */
function policiesOf(owner: iam.Role | iam.Policy): [CfnResource, iam.PolicyDocument[]][] {
  if (owner instanceof iam.Policy) return [[owner.node.defaultChild as CfnResource, [owner.document]]];
  const role = owner.node.defaultChild as iam.CfnRole | undefined;
  // Somebody else makes the role where an app may not (iam.Role.customizeRoles).
  if (!role) return [];
  const inline = Array.isArray(role.policies) ? role.policies as iam.CfnRole.PolicyProperty[] : [];
  const documents = inline.map(({ policyDocument }) => policyDocument as unknown).filter(document => document instanceof iam.PolicyDocument);
  const attached = owner.node.tryFindChild('DefaultPolicy');
  return [[role, documents], ...(attached instanceof iam.Policy ? policiesOf(attached) : [])];
}

/** A reference to a resource never is a wildcard; whatever else is known at synth only may be. */
function mayBeWide(resource: string): boolean {
  if (resource.includes('*')) return true;
  const { tokens } = Tokenization.reverseString(resource);
  return Token.isUnresolved(resource) && (tokens.length === 0 || !tokens.every(token => Reference.isReference(token)));
}

/** A resource as cdk-nag writes it: `<Bucket.Arn>/incoming/*`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\${/g, '<').replace(/}/g, '>');
  const { Ref: ref, 'Fn::Join': join, 'Fn::GetAtt': attribute, 'Fn::Sub': text, 'Fn::ImportValue': imported } = (value ?? {}) as Intrinsic;
  if (join) return join[1].map(flat).join(join[0]);
  if (attribute) return `<${attribute.map(flat).join('.')}>`;
  if (ref) return `<${ref}>`;
  return text ?? imported ? flat(text ?? imported) : JSON.stringify(value);
}

interface Intrinsic {
  readonly 'Ref'?: string;
  readonly 'Fn::Join'?: [string, unknown[]];
  readonly 'Fn::GetAtt'?: unknown[];
  readonly 'Fn::Sub'?: unknown;
  readonly 'Fn::ImportValue'?: unknown;
}
