import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SMALLEST_USES } from './smallest-uses';
import { patterns, QueueTrigger } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

const SIGNED = patterns.ApiAuthorization.iam();
let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

test('its smallest use', () => {
  SMALLEST_USES.RequestInbox.fill(stack);
  expect(stack).toMatchSnapshot();
});

test('the API sends to the queue by itself: a request is stored before it is answered, and no function is in between', () => {
  new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization: SIGNED });
  Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'POST',
    AuthorizationType: 'AWS_IAM',
    Integration: {
      Type: 'AWS',
      Uri: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':sqs:path/')])] },
      PassthroughBehavior: 'NEVER',
      IntegrationResponses: Match.arrayWith([Match.objectLike({ StatusCode: '202' }), Match.objectLike({ StatusCode: '503', SelectionPattern: '5\\d{2}' })]),
    },
  });
});

test('the API may send to that queue, and nothing else', () => {
  const { queue } = new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization: SIGNED });
  const roles = Template.fromStack(stack).findResources('AWS::IAM::Role', {
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'apigateway.amazonaws.com' } }] } },
  });
  const { Properties } = Object.entries(roles).find(([id]) => id.startsWith('InboxRole'))![1] as { Properties: { Policies: { PolicyDocument: object }[] } };
  expect(Properties.Policies.map(({ PolicyDocument }) => PolicyDocument)).toEqual([expect.objectContaining({
    Statement: [{ Action: 'sqs:SendMessage', Effect: 'Allow', Resource: stack.resolve(queue.queueArn) as unknown }],
  })]);
});

test('a body that is no JSON object is refused before it is stored', () => {
  new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization: SIGNED });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true });
  template.hasResourceProperties('AWS::ApiGateway::Model', { Schema: Match.objectLike({ type: 'object' }) });
});

test('a FIFO queue is refused, for nobody would name the groups', () => {
  const inbox = new QueueTrigger({ fifo: true });
  expect(() => new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization: SIGNED, inbox })).toThrow('must be standard');
});

test('anybody may call only for a reason', () => {
  new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization: patterns.ApiAuthorization.none('a public form') });
  Template.fromStack(stack).hasResource('AWS::ApiGateway::Method', {
    Properties: { AuthorizationType: 'NONE' },
    Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'public-invoke', reason: 'a public form' }] } },
  });
});
