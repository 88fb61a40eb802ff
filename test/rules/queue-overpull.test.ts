import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { queueOverpull } from '../../src/rules/queue-overpull';

const pulled = (reserved: unknown, mapping = {}) => template({
  Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction({ ReservedConcurrentExecutions: reserved }), Mapping: queueMapping(mapping),
});

describeRule(queueOverpull, [
  ['no reserved concurrency', pulled(undefined), {}],
  ['reserved and nothing on the mapping', pulled(5), { finds: ['warning Mapping'] }],
  ['a maximum concurrency given at deployment is one', { ...pulled(5, { ScalingConfig: { MaximumConcurrency: { Ref: 'M' } } }), Parameters: { M: { Type: 'Number' } } }, {}],
  ['provisioned pollers are a cap of their own', pulled(50, { ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 4 } }), {}],
  ['reserved 0 switches the function off', pulled(0), {}],
  ['a scaling configuration without a maximum is none', pulled(5, { ScalingConfig: {} }), { finds: ['warning Mapping'] }],
  ['through an alias too', template({
    Worker: lambdaFunction({ ReservedConcurrentExecutions: 5 }),
    Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
    Mapping: queueMapping({ FunctionName: { Ref: 'Live' }, EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }),
  }), { finds: ['warning Mapping'] }],
  ['reserved given at deployment cannot be told', { ...pulled({ Ref: 'R' }), Parameters: { R: { Type: 'Number' } } }, { unknown: ['Mapping'] }],
  ['a stream is no queue', pulled(5, { EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' }), {}],
  ['a function outside', pulled(5, { FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:other' }), {}],
]);
