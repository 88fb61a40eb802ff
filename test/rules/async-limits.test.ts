import { describeRule, template } from './support';
import { asyncLimits } from '../../src/rules/async-limits';
import { lambdaFunction } from '../../src/rules/example-parts';

const app = (properties: object, sections = {}) => template({
  Worker: lambdaFunction(), Async: ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', ...properties }],
}, sections);
const found = { finds: ['error Async'] };

describeRule(asyncLimits, [
  ['the defaults', app({}), {}],
  ['no retries', app({ MaximumRetryAttempts: 0 }), {}],
  ['three retries', app({ MaximumRetryAttempts: '3' }), { ...found, mends: ['Set MaximumRetryAttempts to 0 to 2'] }],
  ['-1 retries', app({ MaximumRetryAttempts: -1 }), found],
  ['59 s', app({ MaximumEventAgeInSeconds: 59 }), { ...found, mends: ['Set MaximumEventAgeInSeconds to 60 to 21600'] }],
  ['60 s', app({ MaximumEventAgeInSeconds: 60 }), {}],
  ['six hours and a second', app({ MaximumEventAgeInSeconds: 21_601 }), found],
  ['a parameter', app({ MaximumRetryAttempts: { Ref: 'N' } }, { Parameters: { N: { Type: 'Number' } } }), {}],
]);
