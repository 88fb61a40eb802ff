import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { factOf } from '../inventory/fact';
import { callTarget } from '../inventory/function-targets';
import { Properties } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** Errors by which Lambda says that it, and not the function, failed; and the names that take in all of them. */
const SERVICE_ERRORS = [
  'States.ALL', 'States.TaskFailed', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException', 'Lambda.ClientExecutionTimeoutException',
];

/** Lambda answers 500 now and then; a workflow must live with it. */
export const workflowRetry: Rule = {
  id: 'workflow-retry',
  severity: 'warning',
  title: 'A workflow\'s task that invokes a function lives with the errors of Lambda itself',
  why: 'Lambda now and then answers with a service error although nothing is wrong with the function. Without Retry or Catch one such answer fails the whole execution.',
  remedy: 'Add a Retry for Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException and Lambda.TooManyRequestsException to the task.',
  inCdk: '`retryOnServiceExceptions` of `LambdaInvoke`, which is on unless it is switched off. `FunctionTask` retries a throttled function as well.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
  keeping: orders({ Retry: [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'], MaxAttempts: 6 }] }),
  breaking: orders({}),

  *check({ invokers, resourcesOfType }) {
    for (const machine of resourcesOfType('AWS::StepFunctions::StateMachine')) {
      if (machine.properties.has('DefinitionS3Location')) {
        yield cannotTell(factOf(machine), 'Its definition stands outside the template.');
      }
    }
    for (const { task, target, ...invoker } of invokers) {
      const handled = task && [task.state, ...task.around].map(handles);
      if (handled && !handled.includes(true)) {
        const called = callTarget(target);
        yield handled.includes(undefined)
          ? cannotTell(invoker, `Whether ${task.name}, which invokes ${called}, retries or catches errors of Lambda cannot be told.`)
          : finding(invoker, `${task.name} invokes ${called}, and one error of Lambda itself fails the execution.`);
      }
    }
  },
};

/** Whether a state retries or catches any of Lambda's service errors. */
function handles(state: Properties): boolean | undefined {
  const handlers = [...state.maps('Retry').filter(one => one.number('MaxAttempts').known !== 0), ...state.maps('Catch')];
  const errors = handlers.flatMap(handler => (handler.state === 'unknown' ? [undefined] : handler.texts('ErrorEquals').map(error => error.known)));
  return errors.some(error => error !== undefined && SERVICE_ERRORS.includes(error)) || (errors.includes(undefined) ? undefined : false);
}

function orders(task: RawMap): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Orders: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          Definition: {
            StartAt: 'Pay',
            States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: { Ref: 'Worker' } }, End: true, ...task } },
          },
        },
      },
    },
  };
}
