import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { timeoutWall } from '../../src/rules/timeout-wall';

const app = (timeout: unknown, more: object = {}, sections = {}) => template({ Worker: lambdaFunction({ Timeout: timeout, ...more }) }, sections);
const managed = { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'a' } } };

describeRule(timeoutWall, [
  ['the default', template({ Worker: lambdaFunction() }), {}],
  ['809 s', app(809), {}],
  ['810 s', app(810), { finds: ['warning Worker'] }],
  ['900 s', app('900'), { finds: ['warning Worker'] }],
  ['901 s', app(901), { finds: ['error Worker'], mends: ['Set Timeout to 810'] }],
  ['managed instances have 5,400 s', app(900, managed), {}],
  ['and a wall of their own', app(5000, managed), { finds: ['warning Worker'] }],
  ['and no more', app(5401, managed), { finds: ['error Worker'] }],
  ['a durable function goes on where it was', app(900, { DurableConfig: { ExecutionTimeout: 86_400 } }), {}],
  ['but has no longer timeout', app(901, { DurableConfig: { ExecutionTimeout: 86_400 } }), { finds: ['error Worker'] }],
  ['CDK\'s own handlers', template({ CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C: lambdaFunction({ Timeout: 900 }) }), {}],
  ['a timeout that a parameter gives', app({ Ref: 'T' }, {}, { Parameters: { T: { Type: 'Number' } } }), { unknown: ['Worker'] }],
  ['a parameter\'s default', app({ Ref: 'T' }, {}, { Parameters: { T: { Type: 'Number', Default: 900 } } }), { finds: ['warning Worker'] }],
  ['the wrong type', app(['900']), { unknown: ['Worker'] }],
]);
