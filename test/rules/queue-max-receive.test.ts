import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { queueMaxReceive } from '../../src/rules/queue-max-receive';

const received = (maxReceiveCount: unknown, more = {}) => ({
  ...template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount } }],
    Parked: ['AWS::SQS::Queue'],
    Worker: lambdaFunction(),
    Mapping: queueMapping(),
  }),
  ...more,
});

describeRule(queueMaxReceive, [
  ['five is enough', received(5), {}],
  ['four is not', received(4), { finds: ['warning Jobs'], says: ['after 4 receives'] }],
  ['one is an error', received(1), { finds: ['error Jobs'], says: ['after the first receive'] }],
  ['two is a warning', received(2), { finds: ['warning Jobs'] }],
  ['a number as text counts', received('3'), { finds: ['warning Jobs'] }],
  ['left out it is 10', received(undefined), {}],
  ['given at deployment it cannot be told', received({ Ref: 'Times' }, { Parameters: { Times: { Type: 'Number' } } }), { unknown: ['Jobs'] }],
  ['a parameter\'s default counts', received({ Ref: 'Times' }, { Parameters: { Times: { Type: 'Number', Default: 3 } } }), { finds: ['warning Jobs'] }],
  ['a wrong type cannot be told', received([3]), { unknown: ['Jobs'] }],
  ['a queue that no function reads', template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:parked', maxReceiveCount: 1 } }],
  }), {}],
  ['no redrive policy is another rule\'s', template({ Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping() }), {}],
]);
