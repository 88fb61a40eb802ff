import { Duration, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { refuseSlow } from '../api/front-timeout';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';

/** Cognito waits 5 seconds and calls three times in all (Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers"). */
const FRONT = { name: 'A user pool', waits: Duration.seconds(5) };

/**
 * Lets a Cognito user pool call a function while somebody signs up or in.
 *
 * Cognito calls again up to twice where the answer comes late: the function must bear to see the same event again.
 */
export class UserPoolTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of an event that fails. */
  public readonly eventPath: EventPath = callerPath('Cognito user pool', { parkedBy: 'nobody: whoever signs in sees the error', attempts: 3 });

  private readonly operations: cognito.UserPoolOperation[];

  /** @param operations when the function is called, such as `cognito.UserPoolOperation.PRE_SIGN_UP` */
  constructor(private readonly pool: cognito.UserPool, ...operations: cognito.UserPoolOperation[]) {
    this.operations = operations;
  }

  /**
   * Adds the function to the pool; called by `fn.addEventSource`.
   *
   * @throws when the function may run longer than 5 seconds
   */
  public bind(target: lambda.IFunction): void {
    refuseSlow(target, FRONT);
    this.operations.forEach((operation) => this.pool.addTrigger(operation, target));
  }
}
