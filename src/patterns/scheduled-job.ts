import { aws_lambda as lambda, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { JobArchive } from './job-archive';
import { JobReport } from './job-report';
import { answerRulePacks } from './rule-packs';
import { ProxyConnection } from '../function/proxy-connection';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { ScheduleTrigger } from '../triggers/schedule/schedule-trigger';

/** Properties of a ScheduledJob. */
export interface ScheduledJobProps {
  /** When the job runs: `new ScheduleTrigger(ScheduleExpression.rate(Duration.hours(1)))`. */
  readonly schedule: ScheduleTrigger;

  /**
   * The function that does the job.
   *
   * It runs at least once for each time of the schedule, so it must do no harm when it runs twice, and go on where it was cut off.
   */
  readonly job: lambda.Function;

  /**
   * The database that the job works on, through its proxy; the function must be attached to the proxy's network.
   *
   * The function finds `DATABASE_HOST`, `DATABASE_PORT`, `DATABASE_NAME` and `DATABASE_USER` in its environment.
   *
   * @default - none
   */
  readonly database?: ProxyConnection;

  /**
   * Where the job keeps what it takes away. It may write there, and neither read nor delete.
   *
   * The function finds `ARCHIVE_BUCKET` and `ARCHIVE_PREFIX` in its environment.
   *
   * @default - nowhere
   */
  readonly archive?: JobArchive;

  /**
   * Whom the job tells what it did.
   *
   * The function finds `REPORT_TOPIC_ARN` in its environment.
   *
   * @default - nobody; its alarms tell when it fails
   */
  readonly report?: JobReport;
}

/**
 * Clock -> function -> database, archive and report: work that has to be done again and again.
 *
 * A run that fails on every attempt, or could not be started, is parked in the stack's parking queue with an alarm.
 *
 * @example
 * const job = new SteadfastNodejsFunction(this, 'Cleanup', { entry: 'handler/cleanup.ts' });
 * const schedule = new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1)));
 * new patterns.ScheduledJob(this, 'Nightly', { schedule, job });
 */
export class ScheduledJob extends Construct {
  /** Where the job keeps what it takes away, if anywhere. */
  public readonly archiveBucket?: s3.IBucket;

  /** Where the job reports, if anywhere. */
  public readonly reportTopic?: sns.ITopic;

  /** @throws when the job is to reach a database outside its network */
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { job } = props;
    props.database?.connect(job);
    this.archiveBucket = props.archive?._bind(this, job);
    this.reportTopic = props.report?._bind(this, job);
    job.addEventSource(props.schedule);
    joinAlarms(this, 'HealthAlarm', 'the job fails, is throttled or comes near its timeout', alarmsOnRunning(job));
    answerRulePacks(this, job);
  }
}
