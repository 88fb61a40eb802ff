import { aws_iam as iam } from 'aws-cdk-lib';
import { mayCallAsynchronously } from '../../src/failure/asynchronous-callers';
import { stackWith } from '../support/stacks';

const service = (name: string): iam.ServicePrincipal => new iam.ServicePrincipal(name);
const role = (assumedBy: iam.IPrincipal): iam.Role => new iam.Role(stackWith(), 'Role', { assumedBy });

test.each<[string, iam.IPrincipal]>([
  ['an API', service('apigateway.amazonaws.com')],
  ['a load balancer', service('elasticloadbalancing.amazonaws.com')],
  ['a workflow, by its role', role(service('states.amazonaws.com'))],
  ['a stream of Firehose, by its role', role(service('firehose.amazonaws.com'))],
  ['a service on behalf of one source', service('apigateway.amazonaws.com').withConditions({ ArnLike: { 'aws:SourceArn': 'arn:aws:execute-api:*:*:api' } })],
])('%s waits for the answer', (_name, principal) => {
  expect(mayCallAsynchronously(stackWith(), principal)).toBe(false);
});

test.each<[string, iam.IPrincipal]>([
  ['a bucket', service('s3.amazonaws.com')],
  ['a topic on behalf of one source', service('sns.amazonaws.com').withConditions({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic' } })],
  ['a schedule, by its role', role(service('scheduler.amazonaws.com'))],
  ['a role that a workflow or a schedule may assume', role(new iam.CompositePrincipal(service('states.amazonaws.com'), service('scheduler.amazonaws.com')))],
  ['a user, of whom nobody knows', new iam.ArnPrincipal('arn:aws:iam::111111111111:user/ada')],
  ['a role of which only the ARN is known', iam.Role.fromRoleArn(stackWith(), 'Role', 'arn:aws:iam::111111111111:role/other')],
])('%s may go on without it', (_name, principal) => {
  expect(mayCallAsynchronously(stackWith(), principal)).toBe(true);
});
