import { Aws, Duration, Token, aws_cloudwatch as cloudwatch, aws_logs as logs, aws_sqs as sqs, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ChunkSource } from './chunk-source';
import { ChunkWorker } from './chunk-worker';
import { answerRulePacks, answerWorkflowRights } from './rule-packs';
import { Access } from '../access/access';
import { closedLogGroup } from '../defaults/closed-log-group';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { alarmOn } from '../observability/notifying-alarm';
import { parkingOf } from '../triggers/undelivered';
import { requireThat } from '../validation/steadfast-error';

/** Properties of a ChunkedJob. */
export interface ChunkedJobProps {
  /** Who works on a chunk. The same chunk may be worked on twice, and must do no harm then. */
  readonly worker: ChunkWorker;

  /**
   * Where the chunks come from.
   *
   * @default ChunkSource.input()
   */
  readonly chunks?: ChunkSource;

  /**
   * How many chunks are worked on at the same time; 1 to 10,000 (AWS Step Functions quotas).
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * How often a chunk is attempted before it is parked.
   *
   * @default 3
   */
  readonly attempts?: number;
}

/** Child executions of a distributed map (AWS Step Functions Developer Guide, "Quotas"). */
const MOST_AT_ONCE = 10_000;

/**
 * A job of any length, split into chunks that Step Functions works off: the way past the 15 minutes of a function.
 *
 * A chunk that fails on every attempt is parked in the stack's parking queue, and the others go on. An execution that was cut off is redriven
 * (`aws stepfunctions redrive-execution`, for 14 days): it works on what is not done yet.
 *
 * @example
 * const work = new SteadfastNodejsFunction(this, 'Work', { entry: 'handler/work.ts' });
 * new patterns.ChunkedJob(this, 'Reindex', { worker: patterns.ChunkWorker.function(work) });
 */
export class ChunkedJob extends Construct {
  /** The workflow; start it by hand, by a schedule or by an event. */
  public readonly stateMachine: sfn.StateMachine;

  /** Where chunks are parked that failed on every attempt, each as `chunk` with its `error`. */
  public readonly parking: sqs.IQueue;

  /** @throws when more chunks are to be worked on at the same time than Step Functions can, or a number is none */
  constructor(scope: Construct, id: string, props: ChunkedJobProps) {
    super(scope, id);
    this.refuseTooMany(props.maxConcurrency);
    this.refuseNoAttempts(props.attempts);
    this.parking = parkingOf(this);
    this.stateMachine = new sfn.StateMachine(this, 'Workflow', {
      definitionBody: sfn.DefinitionBody.fromChainable(this.workflow(props)),
      tracingEnabled: true,
      logs: { destination: new logs.LogGroup(this, 'Logs', closedLogGroup(this)), level: sfn.LogLevel.ALL, includeExecutionData: false },
    });
    Access.sendMessages(this.parking).grantTo(this.stateMachine);
    this.alarmOnFailure();
    const functions = [props.worker, props.chunks].flatMap(part => part?._function ?? []);
    joinAlarms(this, 'HealthAlarm', 'functions fail, are throttled or come near their timeout', functions.flatMap(alarmsOnRunning));
    answerRulePacks(this, ...functions);
    answerWorkflowRights(this.stateMachine);
  }

  private workflow({ worker, chunks = ChunkSource.input(), maxConcurrency = 10, attempts = 3 }: ChunkedJobProps): sfn.IChainable {
    const { first, ...reading } = chunks._read(this);
    const eachChunk = new sfn.DistributedMap(this, 'EachChunk', {
      ...reading,
      maxConcurrency,
      itemSelector: { 'chunk.$': '$$.Map.Item.Value' },
      // What the workers answer together may be more than a state can hold.
      resultPath: sfn.JsonPath.DISCARD,
    });
    eachChunk.itemProcessor(this.attemptable(worker, attempts));
    return first ? sfn.Chain.start(first).next(eachChunk) : eachChunk;
  }

  private attemptable(worker: ChunkWorker, attempts: number): sfn.TaskStateBase {
    const work = worker._state(this);
    if (attempts > 1) {
      work.addRetry({
        errors: [sfn.Errors.ALL], maxAttempts: attempts - 1, interval: Duration.seconds(2), backoffRate: 2, jitterStrategy: sfn.JitterType.FULL,
      });
    }
    work.addCatch(this.park(), { errors: [sfn.Errors.ALL], resultPath: '$.error' });
    return work;
  }

  /** In Amazon States Language: CDK's own task opens customer keys by wildcards. */
  private park(): sfn.CustomState {
    return new sfn.CustomState(this, 'Park', {
      stateJson: {
        Type: 'Task',
        Resource: `arn:${Aws.PARTITION}:states:::sqs:sendMessage`,
        Parameters: {
          QueueUrl: this.parking.queueUrl,
          MessageBody: { 'workflow.$': '$$.StateMachine.Name', 'execution.$': '$$.Execution.Id', 'chunk.$': '$.chunk', 'error.$': '$.error' },
        },
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5, IntervalSeconds: 2, BackoffRate: 2 }],
        ResultPath: null,
        End: true,
      },
    });
  }

  /** An execution fails where chunks could not even be parked, or could not be read. */
  private alarmOnFailure(): void {
    const period = Duration.minutes(5);
    alarmOn(this, 'FailedAlarm', {
      what: 'the job failed and waits to be redriven',
      metric: new cloudwatch.MathExpression({
        expression: 'failed + timedOut',
        usingMetrics: { failed: this.stateMachine.metricFailed({ period }), timedOut: this.stateMachine.metricTimedOut({ period }) },
        label: 'executions that failed',
        period,
      }),
      threshold: 1,
    });
  }

  private refuseTooMany(maxConcurrency: number = 1): void {
    requireThat(this, Number.isInteger(maxConcurrency) && maxConcurrency >= 1 && maxConcurrency <= MOST_AT_ONCE, {
      must: `A job must work on 1 to ${MOST_AT_ONCE} chunks at the same time (AWS Step Functions quotas)`,
      given: `${maxConcurrency}`,
      remedy: 'Choose a number in that range; a database behind the workers wants a small one.',
    }, maxConcurrency);
  }

  /** Whether there is a retry at all depends on the number: it must be known. */
  private refuseNoAttempts(attempts: number = 1): void {
    requireThat(this, Number.isInteger(attempts) && attempts >= 1, {
      must: 'A chunk must be attempted a whole number of times, at least once',
      given: Token.isUnresolved(attempts) ? 'a number that is known at deployment only' : `${attempts}`,
      remedy: 'Leave attempts out for 3.',
    });
  }
}
