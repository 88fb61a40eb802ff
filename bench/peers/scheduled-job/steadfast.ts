import { Duration, Stack, aws_lambda as lambda, aws_scheduler as scheduler, aws_sns as sns } from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';
import { patterns, ScheduleTrigger, SteadfastDefaults, SteadfastFunction } from 'cdk-steadfast';

/** Clock -> function -> archive and report. */
export function build(stack: Stack, id: string): void {
  // from here
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', ON_CALL) });
  const job = new SteadfastFunction(stack, `${id}Job`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
  });
  new patterns.ScheduledJob(stack, id, {
    schedule: new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1))),
    job,
    archive: patterns.JobArchive.newBucket(),
    report: patterns.JobReport.newTopic(),
  });
  // to here
}
