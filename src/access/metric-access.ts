import { aws_iam as iam } from 'aws-cdk-lib';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';

/** Put metrics into one namespace. */
export function putMetrics(namespace: string, grantee: iam.IGrantable): iam.Grant {
  const actions = ['cloudwatch:PutMetricData'];
  const conditions = { StringEquals: { 'cloudwatch:namespace': namespace } };
  answerWildcard(grantee, { resource: '*', actions, conditions, reason: WILDCARD_REASONS.metrics });
  return iam.Grant.addToPrincipal({
    grantee,
    actions,
    // The action takes no resource that every metric has; the namespace is what it can be held to.
    resourceArns: ['*'],
    conditions,
  });
}
