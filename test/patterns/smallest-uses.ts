import { Duration, Stack, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { patterns, ScheduleTrigger } from '../../src';
import { steadfastFunction } from '../support/stacks';

/** What a pattern is measured by. */
export interface SmallestUse {
  readonly fill: (stack: Stack) => void;
  /** Resources and lines of AWS Solutions Constructs and of raw L2s hardened by hand, measured in November 2026 for the same function, where they were. */
  readonly peers?: { readonly solutions: number; readonly hardened: number; readonly lines: number };
}

/** The least that somebody writes to have each pattern, with a topic for alarms that is given. */
export const SMALLEST_USES: Record<string, SmallestUse> = {
  TableApi: {
    fill: stack => {
      const authorization = patterns.ApiAuthorization.jwt({ issuer: 'https://issuer.example', audience: ['orders'] });
      new patterns.TableApi(stack, 'Orders', { handler: steadfastFunction(stack, 'Handler'), authorization });
    },
    peers: { solutions: 19, hardened: 21, lines: 25 },
  },
  BucketPipeline: {
    fill: stack => {
      new patterns.BucketPipeline(stack, 'Import', { validate: steadfastFunction(stack, 'Validate'), process: steadfastFunction(stack, 'Process') });
    },
    peers: { solutions: 25, hardened: 39, lines: 46 },
  },
  StreamProcessor: {
    fill: stack => {
      new patterns.StreamProcessor(stack, 'Totals', { aggregate: steadfastFunction(stack, 'Aggregate') });
    },
    peers: { solutions: 15, hardened: 18, lines: 31 },
  },
  ScheduledJob: {
    fill: stack => {
      const schedule = new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1)));
      new patterns.ScheduledJob(stack, 'Nightly', { schedule, job: steadfastFunction(stack, 'Cleanup') });
    },
    peers: { solutions: 12, hardened: 19, lines: 30 },
  },
  ImagePipeline: {
    fill: stack => {
      new patterns.ImagePipeline(stack, 'Images', { render: steadfastFunction(stack, 'Render') });
    },
  },
  ChunkedJob: {
    fill: stack => {
      new patterns.ChunkedJob(stack, 'Reindex', { worker: patterns.ChunkWorker.function(steadfastFunction(stack, 'Work')) });
    },
  },
  RequestInbox: {
    fill: stack => {
      new patterns.RequestInbox(stack, 'Orders', { worker: steadfastFunction(stack, 'Work'), authorization: patterns.ApiAuthorization.iam() });
    },
  },
};
