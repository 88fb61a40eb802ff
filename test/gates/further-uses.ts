import { Duration, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { patterns, ScheduleTrigger } from '../../src';
import { SmallestUse } from '../patterns/smallest-uses';
import { steadfastFunction } from '../support/stacks';

/** Patterns with what docs/patterns.md offers besides: stores of their own bring rights that the smallest use does without. */
export const FURTHER_USES: Record<string, SmallestUse> = {
  ScheduledJob: {
    fill: stack => {
      new patterns.ScheduledJob(stack, 'Job', {
        schedule: new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1))),
        job: steadfastFunction(stack, 'Cleanup'),
        archive: patterns.JobArchive.newBucket(),
        report: patterns.JobReport.newTopic(),
      });
    },
  },
};
