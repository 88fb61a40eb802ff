import { aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { warnOfBudget } from './budget';
import { refuseContradictions } from './contradictions';
import { provision } from './provisioned-concurrency';
import { ProvisionedConcurrencyOptions } from './provisioned-concurrency-options';
import { acknowledge } from '../bridge/resource-metadata';
import { reasonFor } from '../validation/reason';
import { requireThat, SteadfastError } from '../validation/steadfast-error';

/** How many executions of a function may run at the same time, and how many are kept warm. */
export class Concurrency {
  /** The function shares the account's concurrency with all others: 1,000 a region unless raised (AWS Lambda quotas). */
  public static unreserved(): Concurrency {
    return new Concurrency({});
  }

  /**
   * The function may run this many executions at the same time, and no other function may use them.
   *
   * The account keeps 100 unreserved (AWS Lambda quotas): a new account, with a limit of 10, cannot reserve any.
   * @param executions 1 or more
   */
  public static reserved(executions: number): Concurrency {
    return new Concurrency({ reserved: executions });
  }

  /** A number of executions is kept warm, so that no caller waits for a start. */
  public static provisioned(options: ProvisionedConcurrencyOptions): Concurrency {
    return new Concurrency({ reserved: options.reserved, provisioned: options });
  }

  /**
   * The kill switch: nothing runs. Messages in queues wait for their retention; asynchronous events go to the failure path at once,
   * without a retry (AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations").
   *
   * @param reason why the function is stopped; it stands in the template and in the report
   */
  public static stopped(reason: string): Concurrency {
    return new Concurrency({ reserved: 0, stopped: reasonFor('Concurrency.stopped', reason) });
  }

  private constructor(private readonly decided: { reserved?: number; provisioned?: ProvisionedConcurrencyOptions; stopped?: string }) {}

  /**
   * Reserves and provisions what was decided, on a function and the version that is about to be published, and judges what the two then have.
   *
   * @internal
   */
  public _bind(fn: lambda.Function): void {
    const { reserved, provisioned, stopped } = this.decided;
    const resource = fn.node.defaultChild as lambda.CfnFunction;
    if (reserved !== undefined) {
      if (!stopped) refuseBadReservation(fn, reserved);
      resource.reservedConcurrentExecutions = reserved;
    }
    if (provisioned) provision(fn, provisioned);
    refuseContradictions(fn, stopped !== undefined);
    warnOfBudget(fn);
    if (stopped !== undefined) acknowledge(resource, 'stopped', stopped);
  }
}

function refuseBadReservation(scope: IConstruct, reserved: number): void {
  if (reserved === 0) {
    throw new SteadfastError(scope, {
      must: 'A function must be able to run',
      given: 'a reserved concurrency of 0, which stops it',
      remedy: 'Reserve 1 or more, or say Concurrency.stopped(reason) if that is what you want.',
    });
  }
  requireThat(scope, Number.isInteger(reserved) && reserved >= 1, {
    must: 'A reserved concurrency must be a whole number of at least 1',
    given: `${reserved}`,
    remedy: 'Reserve as many executions as the function may run at the same time.',
  }, reserved);
}
