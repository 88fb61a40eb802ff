import { describeRule, findingsOf, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { queueVisibility } from '../../src/rules/queue-visibility';

const pair = (visibility: unknown, timeout: unknown, mapping = {}) => template({
  Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: visibility }], Worker: lambdaFunction({ Timeout: timeout }), Mapping: queueMapping(mapping),
});

describeRule(queueVisibility, [
  ['six times the timeout is enough', pair(60, 10), {}],
  ['one second less is not', pair(59, 10), { finds: ['warning Jobs'] }],
  ['equal to the timeout is a warning', pair(10, 10), { finds: ['warning Jobs'] }],
  ['below the timeout is an error', pair(9, 10), { finds: ['error Jobs'] }],
  ['the batch window counts', pair(60, 10, { MaximumBatchingWindowInSeconds: 1 }), { finds: ['warning Jobs'] }],
  ['numbers as strings count', pair('60', '10'), {}],
  ['the default visibility is 30 s', pair(undefined, 5), {}],
  ['the default timeout is 3 s', pair(17, undefined), { finds: ['warning Jobs'] }],
  ['an alias leads to its function', template({
    Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 20 }],
    Worker: lambdaFunction({ Timeout: 10 }),
    Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
    Mapping: queueMapping({ FunctionName: { 'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Live' }] }] }, ':live']] } }),
  }), { finds: ['warning Jobs'] }],
  ['a queue outside cannot be told', template({
    Worker: lambdaFunction(), Mapping: queueMapping({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }),
  }), { unknown: ['Mapping'] }],
  ['a timeout given at deployment cannot be told', { ...pair(60, { Ref: 'Seconds' }), Parameters: { Seconds: { Type: 'Number' } } }, { unknown: ['Jobs'] }],
  ['a parameter\'s default counts', { ...pair(60, { Ref: 'Seconds' }), Parameters: { Seconds: { Type: 'Number', Default: '20' } } }, { finds: ['warning Jobs'] }],
  ['a list where a number should be cannot be told', pair([60], 10), { unknown: ['Jobs'] }],
  ['a stream has no visibility', template({
    Worker: lambdaFunction(), Mapping: queueMapping({ EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' }),
  }), {}],
]);

test('the remedy names the number', () => {
  const [found] = findingsOf(queueVisibility, pair(30, 30, { MaximumBatchingWindowInSeconds: 20 }));
  expect(found.remedy).toBe('Set VisibilityTimeout of Jobs to at least 200 (6 x 30 + 20).');
});
