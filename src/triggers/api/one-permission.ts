import { Lazy, Names, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * Lets an API invoke a function: one statement for all its routes, for a function's policy holds 20 KB (AWS Lambda quotas),
 * which is about 60 statements.
 */
export function permitOnce(target: lambda.IFunction, api: Construct, sourceArn: () => string): void {
  const id = `InvokeBy${Names.nodeUniqueId(target.node)}`;
  if (api.node.tryFindChild(id)) return;
  target.addPermission(id, {
    principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    scope: api,
    sourceArn: Lazy.string({ produce: sourceArn }),
  });
}
