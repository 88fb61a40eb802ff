import { leads, told } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' } } };
const inventory = (resources: Parameters<typeof template>[0]) => inventoryOf(template(resources, SECTIONS));
const allow = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const policy = (type: string, properties: object, ...statements: readonly unknown[]) =>
  [type, { PolicyDocument: { Statement: statements }, ...properties }] as const;
const roleOf = (resources: Parameters<typeof template>[0]) =>
  inventory({ Worker: lambdaFunction({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }), ...resources }).roles.all[0];

test('a statement is read whole', () => {
  const role = roleOf({
    Jobs: ['AWS::SQS::Queue'],
    Role: lambdaRole({
      Effect: 'Deny',
      Action: ['sqs:SendMessage', 'sqs:DeleteMessage'],
      NotAction: 'sqs:ReceiveMessage',
      Resource: [{ 'Fn::GetAtt': ['Jobs', 'Arn'] }, '*'],
      NotResource: 'arn:aws:sqs:eu-west-1:1:others',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
  });
  const [statement] = role.statements;
  expect([statement.effect, ...statement.actions, ...statement.notActions].map(told)).toEqual([
    'known Deny', 'known sqs:SendMessage', 'known sqs:DeleteMessage', 'known sqs:ReceiveMessage',
  ]);
  expect(statement.resources.map(one => `${one.value.written} ${leads(one.link)}`)).toEqual(['${Jobs.Arn} here Jobs', '* unknown ?']);
  expect(statement.notResources.map(one => leads(one.link))).toEqual(['elsewhere sqs']);
  expect([statement.condition.keys(), statement.owner.logicalId]).toEqual([['Bool'], 'Role']);
});

test.each<[string, unknown, readonly string[]]>([
  ['a service', { Service: 'sns.amazonaws.com' }, ['Service sns.amazonaws.com']],
  ['services and accounts', { Service: ['a', 'b'], AWS: '111111111111' }, ['Service a', 'Service b', 'AWS 111111111111']],
  ['everybody', '*', ['* *']],
  ['everybody of AWS', { AWS: '*' }, ['* *']],
  ['what is not told', { Ref: 'Asked' }, ['? ${Asked}']],
  ['an account that is not told', { AWS: { Ref: 'Asked' } }, ['AWS ${Asked}']],
  ['nobody', undefined, []],
])('a statement names %s', (_title, Principal, expected) => {
  const { queues } = inventory({ Jobs: ['AWS::SQS::Queue'], Policy: policy('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Jobs' }] }, { Effect: 'Allow', Principal, Action: 'sqs:SendMessage' }) });
  expect(queues.all[0].policy[0].principals.map(one => `${one.kind} ${one.value.written}`)).toEqual(expected);
});

describe('the statements of a role', () => {
  const actionsOf = (resources: Parameters<typeof template>[0]) => roleOf(resources).statements.map(one => one.actions[0]?.written);

  test.each<[string, Parameters<typeof template>[0], readonly string[]]>([
    ['its own', { Role: lambdaRole(allow('a:a')) }, ['a:a']],
    ['a policy by reference', { Role: lambdaRole(allow('a:a')), Policy: policy('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }] }, allow('b:b')) }, ['a:a', 'b:b']],
    ['a policy by name', { Role: ['AWS::IAM::Role', { RoleName: 'worker' }], Policy: policy('AWS::IAM::Policy', { Roles: ['worker'] }, allow('b:b')) }, ['b:b']],
    ['a policy of a role', { Role: lambdaRole(), Policy: policy('AWS::IAM::RolePolicy', { RoleName: { Ref: 'Role' } }, allow('b:b')) }, ['b:b']],
    ['a policy of a role by name', { Role: ['AWS::IAM::Role', { RoleName: 'worker' }], Policy: policy('AWS::IAM::RolePolicy', { RoleName: 'worker' }, allow('b:b')) }, ['b:b']],
    ['a managed policy that names it', { Role: lambdaRole(), Policy: policy('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Role' }] }, allow('b:b')) }, ['b:b']],
    ['a managed policy that it names', { Role: ['AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }], Policy: policy('AWS::IAM::ManagedPolicy', {}, allow('b:b')) }, ['b:b']],
    ['a managed policy that name each other, once', { Role: ['AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }], Policy: policy('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Role' }] }, allow('b:b')) }, ['b:b']],
    ['no policy of another role', { Role: lambdaRole(), Other: lambdaRole(), Policy: policy('AWS::IAM::Policy', { Roles: [{ Ref: 'Other' }] }, allow('b:b')) }, []],
    ['no policy of what is no role', { Role: lambdaRole(), Jobs: ['AWS::SQS::Queue'], Policy: policy('AWS::IAM::Policy', { Roles: [{ Ref: 'Jobs' }] }, allow('b:b')) }, []],
  ])('are those of %s', (_title, resources, expected) => expect(actionsOf(resources)).toEqual(expected));
});

test.each<[string, Parameters<typeof template>[0], boolean]>([
  ['with statements of its own', { Role: lambdaRole(allow('a:a')) }, true],
  ['with a managed policy of the template', { Role: ['AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }], Policy: policy('AWS::IAM::ManagedPolicy', {}, allow('b:b')) }, true],
  ['with a policy of AWS', { Role: ['AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }] }, false],
  ['with one statement that is not told', { Role: ['AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: [allow('a:a'), { Ref: 'Asked' }] } }] }] }, false],
  ['with an effect that is not told', { Role: lambdaRole(allow('a:a', { Effect: { Ref: 'Asked' } })) }, false],
])('a role %s is known completely: %#', (_title, resources, complete) => expect(roleOf(resources).complete).toBe(complete));

test.each([
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', true],
  ['arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', true],
  ['arn:aws:iam::111111111111:policy/own', false],
  ['x-arn:aws:iam::aws:policy/ReadOnlyAccess', false],
])('%s is a policy of AWS: %s', (written, byAws) => {
  const [use] = roleOf({ Role: ['AWS::IAM::Role', { ManagedPolicyArns: [written] }] }).managedPolicies;
  expect([use.byAws, use.bySam, use.value.known]).toEqual([byAws, false, written]);
});

test('a policy of AWS whose partition is not told is a policy of AWS', () => {
  const arn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/ReadOnlyAccess']] };
  expect(roleOf({ Role: ['AWS::IAM::Role', { ManagedPolicyArns: [arn] }] }).managedPolicies[0].byAws).toBe(true);
});

test('a role tells its boundary and whom it trusts', () => {
  const role = roleOf({ Role: ['AWS::IAM::Role', { PermissionsBoundary: 'b', AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } } } }] });
  expect([told(role.boundary), role.trust.flatMap(one => one.principals).map(one => one.value.known)]).toEqual(['known b', ['lambda.amazonaws.com']]);
});

test.each<[string, unknown, boolean]>([
  ['that is told', { Statement: [allow('kms:Decrypt')] }, true],
  ['without statements', {}, true],
  ['that is not told', { Ref: 'Asked' }, false],
  ['with a statement that is not told', { Statement: [allow('kms:Decrypt'), { Ref: 'Asked' }] }, false],
])('a key with a policy %s is known completely: %#', (_title, KeyPolicy, complete) => {
  expect(inventory({ Key: ['AWS::KMS::Key', { KeyPolicy }] }).keys.all[0].complete).toBe(complete);
});

test.each<[string, string, unknown, 'Jobs' | 'Topic' | 'Photos']>([
  ['AWS::SQS::QueuePolicy', 'Queues', [{ Ref: 'Jobs' }], 'Jobs'],
  ['AWS::SQS::QueueInlinePolicy', 'Queue', { Ref: 'Jobs' }, 'Jobs'],
  ['AWS::SNS::TopicPolicy', 'Topics', [{ Ref: 'Topic' }], 'Topic'],
  ['AWS::SNS::TopicInlinePolicy', 'TopicArn', { Ref: 'Topic' }, 'Topic'],
  ['AWS::S3::BucketPolicy', 'Bucket', { Ref: 'Photos' }, 'Photos'],
  ['AWS::S3::BucketPolicy', 'Bucket', 'photos', 'Photos'],
])('a %s protects what it names under %s', (type, key, said, logicalId) => {
  const { queues, topics, buckets } = inventory({
    Jobs: ['AWS::SQS::Queue'], Topic: ['AWS::SNS::Topic'], Photos: ['AWS::S3::Bucket', { BucketName: 'photos' }], Policy: policy(type, { [key]: said }, allow('a:a')),
  });
  const protectedOnes = [...queues.all, ...topics.all, ...buckets.all].filter(one => one.policy.some(statement => statement.actions[0].known === 'a:a'));
  expect(protectedOnes.map(one => one.logicalId)).toEqual([logicalId]);
});
