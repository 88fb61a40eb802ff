import { describeRule, plus, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { queueRedrive } from '../../src/rules/queue-redrive';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const redrive = { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 };
const worked = (queue: object, mapping = {}) => template({
  Jobs: ['AWS::SQS::Queue', queue as Record<string, unknown>], Parked: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping(mapping),
});
const conditional = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

describeRule(queueRedrive, [
  ['a dead-letter queue of another stack is one', worked({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'Parked' }, maxReceiveCount: 5 } }), {}],
  ['the dead-letter queue itself needs none', worked({ RedrivePolicy: redrive }), {}],
  ['FIFO needs one too', worked({ FifoQueue: true }), { finds: ['error Jobs'] }],
  ['a mapping that is switched off still reads when it is switched on', worked({}, { Enabled: false }), { finds: ['error Jobs'] }],
  ['AWS::NoValue is none', worked({ RedrivePolicy: { Ref: 'AWS::NoValue' } }), { finds: ['error Jobs'] }],
  ['two mappings are two findings at one queue', plus(worked({}), { Other: queueMapping() }), { finds: ['error Jobs', 'error Jobs'] }],
  ['a condition that may leave it out cannot be told',
    { ...worked({ RedrivePolicy: { 'Fn::If': ['IsProd', redrive, { Ref: 'AWS::NoValue' }] } }), ...conditional }, { unknown: ['Jobs'] }],
  ['a condition that chooses between two is fine',
    { ...worked({ RedrivePolicy: { 'Fn::If': ['IsProd', redrive, { ...redrive, maxReceiveCount: 9 }] } }), ...conditional }, {}],
  ['a queue outside cannot be told', worked({}, { EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }), { unknown: ['Mapping'] }],
  ['an imported queue cannot be told where the mapping shows that it is one',
    worked({}, { EventSourceArn: { 'Fn::ImportValue': 'Jobs' }, ScalingConfig: { MaximumConcurrency: 2 } }), { unknown: ['Mapping'] }],
  ['a queue that no function reads', template({ Jobs: ['AWS::SQS::Queue'] }), {}],
  ['a stream', worked({}, { EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' }), {}],
]);
