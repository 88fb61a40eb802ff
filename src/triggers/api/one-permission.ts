import { Lazy, Names, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EventPath } from '../event-path';
import { stateEventPath } from '../stated-path';

/**
 * Lets an API invoke a function: one statement for all its routes, for a function's policy holds 20 KB (AWS Lambda quotas),
 * which is about 60 statements. The permission says what becomes of a request that fails.
 */
export function permitOnce(target: lambda.IFunction, api: Construct, path: EventPath, sourceArn: () => string): void {
  const id = `InvokeBy${Names.nodeUniqueId(target.node)}`;
  if (api.node.tryFindChild(id)) return;
  target.addPermission(id, {
    principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    scope: api,
    sourceArn: Lazy.string({ produce: sourceArn }),
  });
  stateEventPath(api.node.tryFindChild(id), path);
}
