import { Stack, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';
import { patterns, SteadfastDefaults, SteadfastFunction } from 'cdk-steadfast';

/** Stream -> function -> totals. */
export function build(stack: Stack, id: string): void {
  // from here
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', ON_CALL) });
  const aggregate = new SteadfastFunction(stack, `${id}Aggregate`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
  });
  new patterns.StreamProcessor(stack, id, { aggregate });
  // to here
}
