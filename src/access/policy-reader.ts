import { CfnElement, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { isAttached, isPolicy } from './attached-policies';
import { readable } from './readable-value';
import { asList, RenderedStatement } from './rendered-statement';

/** Reads what a role may do from every policy of the app that is attached to it. */
export class PolicyReader {
  private readonly resource: iam.CfnRole;

  constructor(private readonly role: iam.Role) {
    this.resource = role.node.defaultChild as iam.CfnRole;
  }

  public lines(): string[] {
    const documents = [...this.ownDocuments(), ...this.attachedDocuments()];
    return [...new Set([...documents.flatMap(document => this.statements(document)), ...this.namedPolicies()])].sort();
  }

  private ownDocuments(): unknown[] {
    const policies = this.resolved(this.resource.policies) as { policyDocument: unknown }[] | undefined;
    return (policies ?? []).map(policy => policy.policyDocument);
  }

  private attachedDocuments(): unknown[] {
    return this.role.node.root.node.findAll().filter(isPolicy)
      .filter(policy => isAttached(policy, this.role))
      .map(policy => Stack.of(policy).resolve(policy.policyDocument));
  }

  private statements(document: unknown): string[] {
    const { Statement = [] } = (document ?? {}) as { Statement?: RenderedStatement | RenderedStatement[] };
    return asList(Statement).flatMap(statement => this.linesOf(statement));
  }

  private linesOf({ Effect, Action, NotAction, Resource, NotResource, Condition }: RenderedStatement): string[] {
    const actions = [...asList(Action), ...asList(NotAction).map(action => `everything but ${action}`)];
    const resources = [
      ...asList(Resource).map(value => this.text(value)),
      ...asList(NotResource).map(value => `everything but ${this.text(value)}`),
    ];
    const circumstances = Condition ? ` when ${this.text(Condition)}` : '';
    return actions.flatMap(action => resources.map(resource => `${Effect} ${action} on ${resource}${circumstances}`));
  }

  /** Policies that are attached by name hold rights that are not in this app; their names are pinned instead. */
  private namedPolicies(): string[] {
    const boundary = this.resolved(this.resource.permissionsBoundary);
    const outside = this.attachedByName().filter(arn => !this.isOfThisApp(arn));
    return [...outside.map(arn => `Allow whatever ${arn} allows`), ...(boundary ? [`Bounded by ${this.text(boundary)}`] : [])];
  }

  private attachedByName(): string[] {
    return ((this.resolved(this.resource.managedPolicyArns) ?? []) as unknown[]).map(arn => this.text(arn));
  }

  private isOfThisApp(arn: string): boolean {
    return this.role.node.root.node.findAll()
      .some(construct => construct instanceof iam.CfnManagedPolicy && arn === this.text(this.resolved(construct.ref)));
  }

  private resolved(value: unknown): unknown {
    return Stack.of(this.role).resolve(value);
  }

  private text(value: unknown): string {
    return readable(value, logicalId => this.pathOf(logicalId));
  }

  /** Logical ids end in a hash; a path is what its author wrote. */
  private pathOf(logicalId: string): string {
    const element = this.role.node.root.node.findAll().find((construct): construct is CfnElement =>
      CfnElement.isCfnElement(construct) && construct.stack.resolve(construct.logicalId) === logicalId);
    if (!element) return logicalId;
    return element.node.path.slice(element.stack.node.path.length).replace(/^\//, '').replace(/\/(Resource|Default)$/, '');
  }
}
