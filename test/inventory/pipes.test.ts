import { asyncFailureDestination } from '../../src/rules/async-failure-destination';
import { lambdaFunction } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';
import { inventoryOf, template } from '../rules/support';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const invocation = (InvocationType: unknown) => ({ TargetParameters: { LambdaFunctionParameters: { InvocationType } } });
const piped = (properties: object) => template({
  Worker: lambdaFunction(),
  Jobs: ['AWS::SQS::Queue'],
  Pipe: ['AWS::Pipes::Pipe', { Source: arn('Jobs'), RoleArn: 'arn:aws:iam::1:role/r', ...properties }],
});

test.each([
  ['its target, which it waits for', { Target: arn('Worker') }, [['pipe', 'sync']]],
  ['its target, told to wait', { Target: arn('Worker'), ...invocation('REQUEST_RESPONSE') }, [['pipe', 'sync']]],
  ['its target, told not to wait', { Target: arn('Worker'), ...invocation('FIRE_AND_FORGET') }, [['pipe', 'async']]],
  ['its target, told by nobody knows', { Target: arn('Worker'), ...invocation({ Ref: 'Elsewhere' }) }, [['pipe', 'unknown']]],
  ['what enriches', { Enrichment: arn('Worker'), Target: arn('Jobs') }, [['pipe', 'sync']]],
  ['both', { Enrichment: arn('Worker'), Target: arn('Worker'), ...invocation('FIRE_AND_FORGET') }, [['pipe', 'sync'], ['pipe', 'async']]],
  ['nothing', { Target: arn('Jobs') }, []],
])('a pipe invokes %s', (_title, properties, expected) => {
  const { functions, invokers } = inventoryOf(piped(properties));
  expect(invokers.map(one => [one.via, one.mode])).toEqual(expected);
  expect(functions.all[0].invokers).toHaveLength(expected.length);
  expect(invokers.every(one => one.source.resource?.logicalId === 'Jobs')).toBe(true);
});

test.each([
  ['that does not wait', { Target: arn('Worker'), ...invocation('FIRE_AND_FORGET') }, 1],
  ['that waits', { Target: arn('Worker') }, 0],
  ['that is stopped', { Target: arn('Worker'), DesiredState: 'STOPPED', ...invocation('FIRE_AND_FORGET') }, 0],
])('events of a pipe %s are parked when the function fails', (_title, properties, expected) => {
  expect(judge(inventoryOf(piped(properties)), [asyncFailureDestination]).findings).toHaveLength(expected);
});
