import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { sourceOverReserved } from '../../src/rules/source-over-reserved';

const limited = (maximum: unknown, more: object = {}) => queueMapping({ ScalingConfig: { MaximumConcurrency: maximum }, ...more });
const app = (reserved: unknown, mappings: Readonly<Record<string, Readonly<Record<string, unknown>>>>, sections = {}) => template({
  Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved }), ...mappings,
}, sections);
const parameter = { Parameters: { Size: { Type: 'Number' } } };

describeRule(sourceOverReserved, [
  ['two queues that fit together', app(10, { A: limited(5), B: limited(5) }), {}],
  ['two queues that fit alone but not together', app(10, { A: limited(6), B: limited(6) }), { finds: ['error Worker'], says: ['(A, B)'], mends: ['at least 12 executions for Worker'] }],
  ['nothing reserved', app(undefined, { A: limited(500) }), {}],
  ['no maximum is another rule\'s business', app(10, { A: queueMapping() }), {}],
  ['a mapping that is off starts nothing', app(10, { A: limited(20, { Enabled: false }) }), {}],
  ['a stopped function', app(0, { A: limited(5) }), {}],
  ['an alias counts for its function', app(10, { A: limited(20, { FunctionName: { 'Fn::Sub': '${Worker}:live' } }) }), { finds: ['error Worker'] }],
  ['an imported queue is a queue', app(10, { A: limited(20, { EventSourceArn: { 'Fn::ImportValue': 'jobs' } }) }), { finds: ['error Worker'] }],
  ['a reservation that a parameter gives', app({ Ref: 'Size' }, { A: limited(5) }, parameter), { unknown: ['Worker'] }],
  ['a maximum that a parameter gives', app(10, { A: limited({ Ref: 'Size' }) }, parameter), { unknown: ['Worker'] }],
  ['a maximum that alone is too great beside one that is open', app(10, { A: limited(11), B: limited({ Ref: 'Size' }) }, parameter), { finds: ['error Worker'] }],
  ['maximum concurrency and pollers on one mapping', app(undefined, { A: limited(5, { ProvisionedPollerConfig: { MinimumPollers: 2 } }) }), { finds: ['error A'], mends: ['Remove ScalingConfig or ProvisionedPollerConfig'] }],
  ['maximum concurrency and a maximum of pollers', app(undefined, { A: limited(5, { ProvisionedPollerConfig: { MaximumPollers: 2 } }) }), { finds: ['error A'] }],
  ['nothing reserved, and a maximum that a parameter gives', app(undefined, { A: limited({ Ref: 'Size' }) }, parameter), {}],
  ['pollers alone', app(undefined, { A: queueMapping({ ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 5 } }) }), {}],
]);
