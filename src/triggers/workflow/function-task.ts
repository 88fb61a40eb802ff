import { Duration, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireThat } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { timeoutOf } from '../trigger-target';

/** How often an invocation is attempted that Lambda, not the function, failed. */
const SERVICE_ATTEMPTS = 7;

/** Properties of a FunctionTask. */
export interface FunctionTaskProps extends tasks.LambdaInvokeProps {
  /**
   * Where the workflow goes on when the function failed for good; it finds the error at `$.error`.
   *
   * @default - the workflow fails
   */
  readonly whenFailed?: sfn.IChainable;
}

/**
 * A step of a workflow that invokes a function, and waits no longer for it than it may run.
 *
 * Errors of Lambda itself and throttles are repeated 6 times over about two minutes; errors of the function are the workflow's to judge.
 * What takes longer than 15 minutes is split into steps, or waits for a token: then a heartbeat is required.
 *
 * @example
 * new FunctionTask(this, 'Charge', { lambdaFunction: fn, whenFailed: new stepfunctions.Pass(this, 'Compensate') });
 */
export class FunctionTask extends tasks.LambdaInvoke implements ITrigger {
  /** What becomes of a step that fails. */
  public readonly eventPath: EventPath = callerPath('Step Functions', { parkedBy: 'nobody: the workflow catches the error or fails', attempts: 1 });

  /** @throws when a task waits for a token without a heartbeat */
  constructor(scope: Construct, id: string, props: FunctionTaskProps) {
    const { whenFailed, ...task } = props;
    super(scope, id, { ...task, taskTimeout: task.taskTimeout ?? timeoutFor(task) });
    this.refuseSilence(props);
    if (props.retryOnServiceExceptions ?? true) {
      this.addRetry({
        errors: ['Lambda.TooManyRequestsException'],
        interval: Duration.seconds(2),
        maxAttempts: SERVICE_ATTEMPTS - 1,
        backoffRate: 2,
        jitterStrategy: sfn.JitterType.FULL,
      });
    }
    this.warnWithoutRetry();
    if (whenFailed) this.addCatch(whenFailed, { errors: ['States.ALL'], resultPath: '$.error' });
  }

  /** Retries and catches may be added later. */
  private warnWithoutRetry(): void {
    this.node.addValidation({
      validate: () => {
        const { Retry, Catch } = this.toStateJson() as { Retry?: unknown[]; Catch?: unknown[] };
        if (!Retry?.length && !Catch?.length) {
          warn(this, 'workflow-retry', {
            must: 'A task must repeat or catch the errors of Lambda itself, or a moment\'s throttle fails the workflow',
            given: 'neither',
            remedy: 'Leave retryOnServiceExceptions out, or set whenFailed.',
          });
        }
        return [];
      },
    });
  }

  /** Somebody who never answers would hold the workflow for a year. */
  private refuseSilence({ integrationPattern, heartbeat, heartbeatTimeout }: FunctionTaskProps): void {
    const waiting = integrationPattern === sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
    requireThat(this, !waiting || Boolean(heartbeat ?? heartbeatTimeout), {
      must: 'A task that waits for its token must have a heartbeat, or it may wait for a year',
      given: 'none',
      remedy: 'Set heartbeatTimeout: sfn.Timeout.duration(...), and let whoever holds the token send heartbeats.',
    });
  }
}

/** A synchronous invocation ends with the function; a few seconds more are its way there and back. */
function timeoutFor({ lambdaFunction, integrationPattern, timeout, invocationType }: tasks.LambdaInvokeProps): sfn.Timeout | undefined {
  const answered = integrationPattern === undefined || integrationPattern === sfn.IntegrationPattern.REQUEST_RESPONSE;
  const own = timeoutOf(lambdaFunction);
  if (timeout || !answered || !own || own.isUnresolved() || invocationType === tasks.LambdaInvocationType.EVENT) return undefined;
  return sfn.Timeout.duration(own.plus(Duration.seconds(5)));
}

