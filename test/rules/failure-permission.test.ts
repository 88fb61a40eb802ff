import { describeRule, findingsOf, plus, template } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { failurePermission } from '../../src/rules/failure-permission';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const SEND = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Failed') };
const base = (statement: object, worker: object = {}) => template({
  Worker: lambdaFunction(worker as Record<string, unknown>),
  Failed: ['AWS::SQS::Queue'],
  Records: ['AWS::S3::Bucket'],
  Topic: ['AWS::SNS::Topic'],
  Role: lambdaRole({ ...SEND, ...statement }),
});
const destination = (to: unknown, statement: object) => plus(base(statement), {
  Async: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: to } } } },
});
const streamTo = (to: unknown, statement: object, source: unknown = 'arn:aws:kinesis:eu-west-1:111111111111:stream/s') => plus(base(statement), {
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: source, DestinationConfig: { OnFailure: { Destination: to } } },
  },
});
const NONE = { Action: 'sqs:ReceiveMessage' };

describeRule(failurePermission, [
  ['a dead-letter queue it may write to', base({}, { DeadLetterConfig: { TargetArn: arn('Failed') } }), {}],
  ['a dead-letter queue it may not write to', base(NONE, { DeadLetterConfig: { TargetArn: arn('Failed') } }), { finds: ['error Worker'] }],
  ['no failure target', base(NONE), {}],
  ['a topic', destination({ Ref: 'Topic' }, { Action: 'sns:Publish', Resource: { Ref: 'Topic' } }), {}],
  ['a topic, with the right on a queue', destination({ Ref: 'Topic' }, {}), { finds: ['error Async'] }],
  ['a bucket for a stream\'s records', streamTo(arn('Records'), { Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Records.Arn}/*' } }), {}],
  ['a bucket it may only read', streamTo(arn('Records'), { Action: 's3:GetObject', Resource: { 'Fn::Sub': '${Records.Arn}/*' } }), { finds: ['error Mapping'] }],
  ['a bucket whose ARN alone is allowed, which is none of its objects', streamTo(arn('Records'), { Action: 's3:PutObject', Resource: arn('Records') }), { finds: ['error Mapping'] }],
  ['a bucket and everything whose name begins like it', streamTo(arn('Records'), { Action: 's3:*', Resource: { 'Fn::Sub': '${Records.Arn}*' } }), {}],
  ['a part of a bucket cannot be told', streamTo(arn('Records'), { Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Records.Arn}/aws/lambda/*' } }), { unknown: ['Mapping'] }],
  ['a part of a bucket given at deployment neither', { ...streamTo(arn('Records'), { Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Records.Arn}/${P}/*' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Mapping'] }],
  ['a part of a bucket that is denied takes nothing', plus(streamTo(arn('Records'), {}), {
    Role: lambdaRole(
      { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Records.Arn}/*' } }, { Effect: 'Deny', Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Records.Arn}/private/*' } },
    ),
  }), {}],
  ['a bucket elsewhere whose ARN alone is allowed', streamTo('arn:aws:s3:::records', { Action: 's3:PutObject', Resource: 'arn:aws:s3:::records' }), { finds: ['error Mapping'] }],
  ['a queue mapping has no failure destination', streamTo(arn('Failed'), NONE, 'arn:aws:sqs:eu-west-1:111111111111:jobs'), {}],
  ['denied', plus(destination(arn('Failed'), {}), { Role: lambdaRole(SEND, { Effect: 'Deny', Action: 'sqs:*', Resource: '*' }) }), { finds: ['error Async'] }],
  ['a role elsewhere', plus(destination(arn('Failed'), {}), { Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }) }), { unknown: ['Async'] }],
  ['CDK\'s own handler', plus(base(NONE), { LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction({ DeadLetterConfig: { TargetArn: arn('Failed') } }) }), {}],
  ['a target given at deployment', { ...destination({ Ref: 'P' }, NONE), Parameters: { P: { Type: 'String' } } }, {}],
  ['the wrong type', destination({ a: 1 }, NONE), {}],
]);

test('it names the action and the place', () => {
  expect(findingsOf(failurePermission, destination(arn('Failed'), NONE))[0].message).toBe('Failures of Worker go to Failed, and its role lacks sqs:SendMessage there.');
});
