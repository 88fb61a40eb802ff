import { Duration, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { patterns, ScheduleTrigger } from '../../src';
import { SmallestUse } from '../patterns/smallest-uses';
import { steadfastFunction } from '../support/stacks';

/** Patterns with what docs/patterns.md offers besides: stores of their own bring rights that the smallest use does without. */
export const FURTHER_USES: Record<string, SmallestUse> = {
  TableApi: {
    fill: stack => {
      const authorization = patterns.ApiAuthorization.none('a catalogue that the shop shows to everybody');
      const api = new patterns.TableApi(stack, 'Catalogue', {
        handler: steadfastFunction(stack, 'Handler'), authorization, front: patterns.ApiFront.rest(), routes: ['GET /items'],
      });
      api.addRoutes(['GET /items/{id}'], steadfastFunction(stack, 'Reader'));
    },
  },
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
