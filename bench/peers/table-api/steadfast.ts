import { Stack, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';
import { patterns, SteadfastDefaults, SteadfastFunction } from 'cdk-steadfast';

/** Client -> HTTP API -> function -> table. */
export function build(stack: Stack, id: string): void {
  // from here
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', ON_CALL) });
  const handler = new SteadfastFunction(stack, `${id}Handler`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
  });
  new patterns.TableApi(stack, id, { handler, authorization: patterns.ApiAuthorization.iam() });
  // to here
}
