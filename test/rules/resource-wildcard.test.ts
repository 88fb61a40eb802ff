import { describeRule, findingsOf, plus, template } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { resourceWildcard } from '../../src/rules/resource-wildcard';

const allow = (statement: object, worker = {}) => template({
  Worker: lambdaFunction(worker), Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...statement }),
});
const network = {
  Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses', 'ec2:DescribeSubnets'],
};
const namespace = { Condition: { StringEquals: { 'cloudwatch:namespace': 'orders' } } };

describeRule(resourceWildcard, [
  ['actions that take no resource', allow({ Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'dynamodb:ListStreams', 's3:ListAllMyBuckets', 'textract:DetectDocumentText'] }), {}],
  ['ec2:Describe* takes none', allow({ Action: 'ec2:Describe*' }), {}],
  ['an action whose resource is optional', allow({ Action: 'translate:TranslateText' }), {}],
  ['an action nobody has heard of', allow({ Action: 'brandnew:Thing' }), {}],
  ['reading objects everywhere', allow({ Action: 's3:GetObject' }), { finds: ['warning Role'] }],
  ['in whatever case it is written', allow({ Action: 'S3:getobject' }), { finds: ['warning Role'] }],
  ['one of several actions', allow({ Action: ['xray:PutTraceSegments', 'kms:Decrypt'] }), { finds: ['warning Role'] }],
  ['one of several resources', allow({ Resource: ['arn:aws:sqs:eu-west-1:111111111111:jobs', '*'] }), { finds: ['warning Role'] }],
  ['everything a service has', allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' }), { finds: ['warning Role'] }],
  ['every queue of the account', allow({ Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' } }), { finds: ['warning Role'] }],
  ['a prefix within a bucket', allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/in/*' }), {}],
  ['a path of parameters', allow({ Action: 'ssm:GetParameter', Resource: 'arn:aws:ssm:eu-west-1:111111111111:parameter/orders/*' }), {}],
  ['a wildcard of actions on everything', allow({ Action: 's3:*' }), { finds: ['warning Role'] }],
  ['a Deny on everything', allow({ Effect: 'Deny', Action: 's3:GetObject' }), {}],
  ['everything but', allow({ Resource: undefined, NotResource: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }), { finds: ['warning Role'], says: ['every resource but those of NotResource'] }],
  ['a condition may narrow it', allow({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'orders' } } }), { unknown: ['Role'] }],
  ['the interfaces of a function in a network', allow(network, { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }), {}],
  ['the same rights of a function in no network', allow(network), { finds: ['warning Role'] }],
  ['metrics of every namespace', allow({ Action: 'cloudwatch:PutMetricData' }), { finds: ['warning Role'] }],
  ['metrics of one namespace', allow({ Action: 'cloudwatch:PutMetricData', ...namespace }), {}],
  ['metrics of every namespace among others', allow({ Action: ['xray:PutTraceSegments', 'cloudwatch:PutMetricData'] }), { finds: ['warning Role'] }],
  ['metrics under another condition', allow({ Action: 'cloudwatch:PutMetricData', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), { finds: ['warning Role'] }],
  ['metrics of one namespace, beside another condition', allow({ Action: 'cloudwatch:PutMetricData', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'cloudwatch:namespace': 'orders' } } }), {}],
  ['metrics under a condition given at deployment', { ...allow({ Action: 'cloudwatch:PutMetricData', Condition: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, {}],
  ['metrics under an operand given at deployment', { ...allow({ Action: 'cloudwatch:PutMetricData', Condition: { StringEquals: { Ref: 'P' } } }), Parameters: { P: { Type: 'String' } } }, {}],
  ['an action given at deployment', { ...allow({ Action: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, {}],
  ['the interfaces of one function in a network and one outside', plus(allow(network, { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }), { Other: lambdaFunction() }), {}],
  ['everything but, of an action that takes no resource', allow({ Action: 'xray:PutTraceSegments', Resource: undefined, NotResource: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }), {}],
  ['a role of many', plus(allow({}), { B: lambdaFunction(), C: lambdaFunction(), D: lambdaFunction(), E: lambdaFunction() }), { finds: ['warning Role'], says: ['Worker, B, C and 2 more may do'] }],
  ['a resource given at deployment', { ...allow({ Resource: { Ref: 'Where' } }), Parameters: { Where: { Type: 'String' } } }, {}],
  ['the wrong type', allow({ Action: 5, Resource: { a: 1 } }), {}],
  ['a role that no function uses', template({ Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }), Role: lambdaRole({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) }), {}],
  ['CDK\'s own handlers', template({
    LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction(), Role: lambdaRole({ Effect: 'Allow', Action: 'logs:PutRetentionPolicy', Resource: '*' }),
  }), {}],
  ['key policies say * and mean the key', template({
    Worker: lambdaFunction(), Role: lambdaRole(), Key: ['AWS::KMS::Key', { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Principal: '*' }] } }],
  }), {}],
]);

test('only the actions that can be narrowed are named', () => {
  const [found] = findingsOf(resourceWildcard, allow({ Action: ['xray:PutTraceSegments', 's3:GetObject', 'kms:Decrypt'] }));
  expect(found.message).toBe('Worker may do s3:GetObject, kms:Decrypt on *.');
});

test('metrics get a condition as remedy, not an ARN', () => {
  expect(findingsOf(resourceWildcard, allow({ Action: 'cloudwatch:PutMetricData' }))[0].remedy).toContain('cloudwatch:namespace');
});
