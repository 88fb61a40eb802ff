import { Stack, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';
import { patterns, SteadfastDefaults, SteadfastFunction } from 'cdk-steadfast';

/** Bucket -> function -> queue -> function -> table and topic. */
export function build(stack: Stack, id: string): void {
  // from here
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', ON_CALL) });
  const validate = new SteadfastFunction(stack, `${id}Validate`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
  });
  const process = new SteadfastFunction(stack, `${id}Process`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
  });
  new patterns.BucketPipeline(stack, id, { validate, process });
  // to here
}
