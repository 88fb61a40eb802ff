import { Fact, factOf, Facts } from './fact';
import { Properties, Resource, Value } from './model';
import { ManagedPolicyUse, Principal, RoleFact, Statement, Target } from './policy-facts';
import { Survey } from './reading/survey';
import { attachedBySam } from './sam/role';
import { BucketFact, KeyFact, QueueFact, TopicFact } from './store-facts';
import { unknown } from './value';

/** The statements of a policy document. */
export function statementsOf(owner: Fact, document: Properties): readonly Statement[] {
  return document.maps('Statement').map(statement => ({
    owner,
    effect: statement.state === 'unknown' ? unknown<string>(statement.why) : statement.text('Effect'),
    actions: statement.texts('Action'),
    notActions: statement.texts('NotAction'),
    resources: targetsOf(statement, 'Resource'),
    notResources: targetsOf(statement, 'NotResource'),
    principals: principalsOf(statement, 'Principal'),
    notPrincipals: principalsOf(statement, 'NotPrincipal'),
    condition: statement.map('Condition'),
  }));
}

function targetsOf(statement: Properties, key: string): readonly Target[] {
  const links = statement.links(key);
  return statement.texts(key).map((value, index) => ({ value, link: links[index] }));
}

function principalsOf(statement: Properties, key: string): readonly Principal[] {
  const node = statement.node(key);
  if (node.kind !== 'map') {
    return statement.texts(key).map(value => ({ kind: value.known === '*' ? '*' : '?', value }));
  }
  const principals = statement.map(key);
  return principals.keys().flatMap(kind =>
    principals.texts(kind).map((value): Principal => ({ kind: value.known === '*' ? '*' : kind, value })));
}

/** Roles with everything attached to them. */
export function roles(survey: Survey): Facts<RoleFact> {
  const statements = new Map<Resource, Statement[]>();
  const uses = new Map<Resource, ManagedPolicyUse[]>();
  const managed = new Map<Resource, readonly Statement[]>();
  const facts = survey.ofType('AWS::IAM::Role').map(resource => {
    statements.set(resource, inline(resource));
    uses.set(resource, managedPolicies(resource));
    return resource;
  });
  for (const policy of survey.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy')) {
    const own = statementsOf(factOf(policy), policy.properties.map('PolicyDocument'));
    managed.set(policy, own);
    const links = [...policy.properties.links('Roles', 'AWS::IAM::Role'), policy.properties.link('RoleName', 'AWS::IAM::Role')];
    links.forEach(link => link.resource && statements.get(link.resource)?.push(...own));
  }
  return new Facts(facts.map(resource => role(resource, statements.get(resource) ?? [], uses.get(resource) ?? [], managed)));
}

function role(
  resource: Resource, own: readonly Statement[], uses: readonly ManagedPolicyUse[], managed: ReadonlyMap<Resource, readonly Statement[]>,
): RoleFact {
  const { properties } = resource;
  const attached = uses.map(use => (use.link.resource ? managed.get(use.link.resource) : undefined));
  const all = [...new Set([...own, ...attached.flatMap(statements => statements ?? [])])];
  return {
    ...factOf(resource),
    statements: all,
    managedPolicies: uses,
    trust: statementsOf(factOf(resource), properties.map('AssumeRolePolicyDocument')),
    complete: attached.every(statements => statements !== undefined) && all.every(one => one.effect.kind === 'known'),
    boundary: properties.text('PermissionsBoundary'),
  };
}

function inline(resource: Resource): Statement[] {
  const owner = factOf(resource);
  return resource.properties.maps('Policies').flatMap(policy => statementsOf(owner, policy.map('PolicyDocument')));
}

function managedPolicies({ raw, properties }: Resource): ManagedPolicyUse[] {
  const links = properties.links('ManagedPolicyArns', 'AWS::IAM::ManagedPolicy');
  const bySam = attachedBySam(raw);
  return properties.texts('ManagedPolicyArns').map((value, index) => ({ value, link: links[index], byAws: ownedByAws(value), bySam: index < bySam }));
}

function ownedByAws(value: Value<string>): boolean {
  return /^arn:[^:]+(::[^:]*)?:iam::aws:policy\//.test(value.written);
}

/** Keys with their policies. */
export function keys(survey: Survey): Facts<KeyFact> {
  return new Facts(survey.ofType('AWS::KMS::Key').map(resource => {
    const document = resource.properties.map('KeyPolicy');
    const policy = statementsOf(factOf(resource), document);
    return { ...factOf(resource), policy, complete: document.state !== 'unknown' && policy.every(one => one.effect.kind === 'known') };
  }));
}

/** Adds the statements of queue, topic and bucket policies to what they protect. */
export function attachResourcePolicies(survey: Survey, queues: Facts<QueueFact>, topics: Facts<TopicFact>, buckets: Facts<BucketFact>): void {
  const attach = (type: string, key: string, protectedType: string, facts: Facts<QueueFact | TopicFact | BucketFact>): void => {
    for (const policy of survey.ofType(type)) {
      const statements = statementsOf(factOf(policy), policy.properties.map('PolicyDocument'));
      policy.properties.links(key, protectedType).forEach(link => facts.at(link)?.policy.push(...statements));
    }
  };
  attach('AWS::SQS::QueuePolicy', 'Queues', 'AWS::SQS::Queue', queues);
  attach('AWS::SQS::QueueInlinePolicy', 'Queue', 'AWS::SQS::Queue', queues);
  attach('AWS::SNS::TopicPolicy', 'Topics', 'AWS::SNS::Topic', topics);
  attach('AWS::SNS::TopicInlinePolicy', 'TopicArn', 'AWS::SNS::Topic', topics);
  attach('AWS::S3::BucketPolicy', 'Bucket', 'AWS::S3::Bucket', buckets);
}
