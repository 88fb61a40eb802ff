import {
  Duration, Stack, aws_events as events, aws_events_targets as targets, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns,
} from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Clock -> function -> archive and report, as it is written first. */
export function build(stack: Stack, id: string): void {
  // from here
  const archive = new s3.Bucket(stack, `${id}Archive`);
  const report = new sns.Topic(stack, `${id}Report`);
  const job = new lambda.Function(stack, `${id}Job`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
    environment: { ARCHIVE_BUCKET: archive.bucketName, REPORT_TOPIC_ARN: report.topicArn },
  });
  archive.grantWrite(job);
  report.grantPublish(job);
  new events.Rule(stack, `${id}Nightly`, {
    schedule: events.Schedule.rate(Duration.days(1)),
    targets: [new targets.LambdaFunction(job)],
  });
  // to here
}
