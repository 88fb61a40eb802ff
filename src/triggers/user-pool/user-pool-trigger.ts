import { Duration, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { QUOTAS } from '../../reference/quotas';
import { SteadfastError } from '../../validation/steadfast-error';
import { EventPath, ITrigger } from '../event-path';
import { callerPath, FUNCTION_PARKS } from '../failure-stages';
import { refuseSlow } from '../front-timeout';
import { stateEventPath } from '../stated-path';
import { asSteadfast } from '../trigger-target';

/**
 * Cognito calls three times in all; custom senders alone it invokes asynchronously
 * (Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers").
 */
const FRONT = { name: 'A user pool', waits: Duration.seconds(QUOTAS.userPoolTrigger.value) };
const NOT_WAITED_FOR = [cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER, cognito.UserPoolOperation.CUSTOM_SMS_SENDER];

const WAITED_FOR_PATH = callerPath('Cognito user pool', { parkedBy: 'nobody: whoever signs in sees the error', attempts: 3 });
const SENDER_PATH: EventPath = { source: 'Cognito custom sender', undelivered: { parkedBy: 'nobody: the message is not sent' }, failed: FUNCTION_PARKS };

/**
 * Lets a Cognito user pool call a function while somebody signs up or in.
 *
 * Cognito calls again up to twice where the answer comes late: the function must bear to see the same event again.
 * A custom sender is not waited for: what it fails is parked by the function's failure path.
 *
 * @example
 * const pool = new cognito.UserPool(this, 'Customers');
 * fn.addEventSource(new UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP));
 */
export class UserPoolTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of an event that fails. */
  public readonly eventPath: EventPath;

  private readonly operations: cognito.UserPoolOperation[];
  private readonly sends: boolean;

  /**
   * @param pool the user pool that calls the function
   * @param operations when the function is called, such as `cognito.UserPoolOperation.PRE_SIGN_UP`
   * @throws when some of them are waited for, and others, custom senders, are not
   */
  constructor(private readonly pool: cognito.UserPool, ...operations: cognito.UserPoolOperation[]) {
    this.operations = operations;
    this.sends = operations.some(operation => NOT_WAITED_FOR.includes(operation));
    this.eventPath = this.sends ? SENDER_PATH : WAITED_FOR_PATH;
    if (this.sends && operations.some(operation => !NOT_WAITED_FOR.includes(operation))) {
      throw new SteadfastError(pool, {
        must: 'A UserPoolTrigger must be for operations that are waited for, or for custom senders, which are not',
        given: operations.map(({ operationName }) => operationName).join(', '),
        remedy: 'Use a trigger for each kind.',
      });
    }
  }

  /**
   * Adds the function to the pool; called by `fn.addEventSource`.
   *
   * @throws when the pool waits for the function, which may run longer than 5 seconds
   */
  public bind(target: lambda.IFunction): void {
    // The principal is the same for both kinds: a steadfast function has to be told of a sender.
    if (this.sends) asSteadfast(target)?.configureAsyncInvoke({});
    else refuseSlow(target, FRONT);
    for (const operation of this.operations) {
      this.add(operation, target);
      const permission = `${operation.operationName[0].toUpperCase()}${operation.operationName.slice(1)}Cognito`;
      stateEventPath(this.pool.node.tryFindChild(permission), this.eventPath);
    }
  }

  private add(operation: cognito.UserPoolOperation, target: lambda.IFunction): void {
    try {
      this.pool.addTrigger(operation, target);
    } catch (error) {
      throw new SteadfastError(this.pool, {
        must: `A user pool must be able to call one function at ${operation.operationName}`,
        given: (error as Error).message.replace(/\.$/, ''),
        remedy: 'Let one function answer it; for custom senders, give the pool a customSenderKmsKey.',
      });
    }
  }
}
