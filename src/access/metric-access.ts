import { aws_iam as iam } from 'aws-cdk-lib';

/** Put metrics into one namespace. */
export function putMetrics(namespace: string, grantee: iam.IGrantable): iam.Grant {
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['cloudwatch:PutMetricData'],
    // The action takes no resource that every metric has; the namespace is what it can be held to.
    resourceArns: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
  });
}
