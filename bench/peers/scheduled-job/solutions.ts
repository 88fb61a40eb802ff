import { EventbridgeToLambda } from '@aws-solutions-constructs/aws-eventbridge-lambda';
import { LambdaToS3 } from '@aws-solutions-constructs/aws-lambda-s3';
import { LambdaToSns } from '@aws-solutions-constructs/aws-lambda-sns';
import { Duration, Stack, aws_events as events, aws_lambda as lambda } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Clock -> function -> archive and report with AWS Solutions Constructs. */
export function build(stack: Stack, id: string): void {
  // from here
  const nightly = new EventbridgeToLambda(stack, `${id}Nightly`, {
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
    },
    eventRuleProps: { schedule: events.Schedule.rate(Duration.days(1)) },
  });
  new LambdaToS3(stack, `${id}Archive`, {
    existingLambdaObj: nightly.lambdaFunction,
    bucketPermissions: ['Write'],
    bucketEnvironmentVariableName: 'ARCHIVE_BUCKET',
  });
  new LambdaToSns(stack, `${id}Report`, {
    existingLambdaObj: nightly.lambdaFunction,
    topicArnEnvironmentVariableName: 'REPORT_TOPIC_ARN',
  });
  // to here
}
