import { lambdaFunction } from './example-parts';
import { finding, Rule } from './rule';
import { RawMap } from '../inventory/raw';
import { QUOTAS } from '../reference/quotas';

/** Two retries and six hours are all that Lambda gives an asynchronous event. */
export const asyncLimits: Rule = {
  id: 'async-limits',
  severity: 'error',
  title: 'An asynchronous configuration stays within two retries and six hours',
  why: 'Lambda refuses more than two retries, and an age of less than a minute or more than six hours.',
  remedy: 'Bring the setting into range; for more attempts put a queue in between.',
  inCdk: '`retryAttempts` and `maxEventAge` on the function. More attempts: `BucketDelivery.throughQueue()`, or a queue between topic and function.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html',
  keeping: configured(2),
  breaking: configured(3),

  *check({ asyncConfigs }) {
    const [least, most] = [QUOTAS.smallestAsyncAge.value, QUOTAS.asyncAge.value];
    const { value: retries } = QUOTAS.asyncRetries;
    for (const config of asyncConfigs) {
      const given = config.retries.known ?? 0;
      const age = config.maxAge.known ?? most;
      if (given < 0 || given > retries) {
        yield finding(config, `Its MaximumRetryAttempts is ${given}; Lambda takes 0 to ${retries}.`, { remedy: `Set MaximumRetryAttempts to 0 to ${retries}.` });
      }
      if (age < least || age > most) {
        yield finding(config, `Its MaximumEventAgeInSeconds is ${age}; Lambda takes ${least} to ${most}.`, { remedy: `Set MaximumEventAgeInSeconds to ${least} to ${most}.` });
      }
    }
  },
};

function configured(retries: number): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Async: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', MaximumRetryAttempts: retries } },
    },
  };
}
