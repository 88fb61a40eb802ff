import { App, Stack, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import { Access, RoleRights, SteadfastFunction } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const OWN = [
  'Allow logs:CreateLogStream on ${Function/LogGroup.Arn}',
  'Allow logs:PutLogEvents on ${Function/LogGroup.Arn}',
  'Allow xray:PutTelemetryRecords on *',
  'Allow xray:PutTraceSegments on *',
];

let stack: Stack;
let fn: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

test('the rights of an unconfigured function are these', () => {
  expect(RoleRights.of(fn).lines).toEqual(OWN);
});

test('are one line an action and resource, sorted, by the paths that their author wrote', () => {
  const bucket = new s3.Bucket(stack, 'Uploads');
  const table = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  fn.grantAccess(Access.listObjects(bucket, 'in/'), Access.readObjects(bucket, 'in/'), Access.queryIndex(table, 'byCustomer'), Access.putMetrics('Orders'));
  expect(RoleRights.of(fn).toString()).toBe([
    'Allow cloudwatch:PutMetricData on * when StringEquals(cloudwatch:namespace Orders)',
    'Allow dynamodb:Query on ${Orders.Arn}/index/byCustomer',
    OWN[0], OWN[1],
    'Allow s3:GetObject on ${Uploads.Arn}/in/*',
    'Allow s3:ListBucket on ${Uploads.Arn} when StringLike(s3:prefix in/*)',
    OWN[2], OWN[3],
  ].join('\n'));
});

test('grow with every grant', () => {
  const before = RoleRights.of(fn).lines;
  fn.grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')));
  expect(RoleRights.of(fn).lines).toEqual(['Allow sqs:SendMessage on ${Queue.Arn}', ...before].sort());
});

test('hold what is inline, in policies of the app, in policies of others, and the boundary', () => {
  const role = new iam.Role(stack, 'Worker', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { inline: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['sqs:ListQueues'], resources: ['*'] })] }) },
    managedPolicies: [
      iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit'),
      new iam.ManagedPolicy(stack, 'Mine', {
        statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, notActions: ['sqs:SendMessage'], notResources: ['arn:aws:sqs:us-east-1:111111111111:mine'] })],
      }),
    ],
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'Boundary'),
  });
  expect(RoleRights.of(role).lines).toEqual([
    'Allow sqs:ListQueues on *',
    'Allow whatever arn:${AWS::Partition}:iam::aws:policy/SecurityAudit allows',
    'Bounded by arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/Boundary',
    'Deny everything but sqs:SendMessage on everything but arn:aws:sqs:us-east-1:111111111111:mine',
  ]);
});

// Strong references are exports, weak ones outputs.
test.each(['strong', 'weak'])('name what is in another stack, by a %s reference', reference => {
  const app = new App({ postCliContext: { '@aws-cdk/core:defaultCrossStackReferences': reference } });
  const [data, compute] = [new Stack(app, 'Data'), new Stack(app, 'Compute')];
  const consumer = steadfastFunction(compute);
  consumer.grantAccess(Access.readObjects(new s3.Bucket(data, 'Uploads')));
  expect(RoleRights.of(consumer).lines).toContainEqual('Allow s3:GetObject on ${Uploads.Arn}/*');
  app.synth();
  expect(RoleRights.of(consumer).lines).toContainEqual(expect.stringMatching(/^Allow s3:GetObject on \$\{import Data:\w+Output.*Uploads.*\}\/\*$/));
});

test('can be read of a plain function of CDK', () => {
  expect(RoleRights.of(plainFunction(stack)).lines).toEqual(['Allow whatever arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole allows']);
});

test('cannot be read of a role that is not in this app', () => {
  const imported = lambda.Function.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:us-east-1:111111111111:function:other');
  expect(() => RoleRights.of(imported)).toThrow('Stack/Imported: Rights can be read of a role that is defined in this app');
});
