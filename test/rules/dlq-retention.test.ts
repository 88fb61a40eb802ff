import { describeRule, template } from './support';
import { dlqRetention } from '../../src/rules/dlq-retention';

const pair = (parked: object, jobs = {}) => template({
  Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount: 3 }, ...jobs }],
  Parked: ['AWS::SQS::Queue', parked as Record<string, unknown>],
});

describeRule(dlqRetention, [
  ['as long as its source is an error', pair({ MessageRetentionPeriod: 345_600 }), { finds: ['error Parked'], says: ['for 4 days, Jobs for 4 days'] }],
  ['longer than its source, under 14 days, is a warning', pair({ MessageRetentionPeriod: 604_800 }), { finds: ['warning Parked'] }],
  ['14 days for both is an error still', pair({ MessageRetentionPeriod: 1_209_600 }, { MessageRetentionPeriod: 1_209_600 }), { finds: ['error Parked'] }],
  ['FIFO resets the time', pair({ MessageRetentionPeriod: 1_209_600, FifoQueue: true }, { MessageRetentionPeriod: 1_209_600, FifoQueue: true }), {}],
  ['FIFO wants 14 days too', pair({ FifoQueue: true }, { FifoQueue: true }), { finds: ['warning Parked'] }],
  ['a retention given at deployment cannot be told', { ...pair({ MessageRetentionPeriod: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Parked'] }],
  ['a source whose retention is given at deployment may keep less', { ...pair({ MessageRetentionPeriod: 345_601 }, { MessageRetentionPeriod: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } },
    { finds: ['warning Parked'], says: ['for 345601 s only'] }],
  ['a dead-letter queue outside cannot be told', template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:parked', maxReceiveCount: 3 } }],
  }), { unknown: ['Jobs'] }],
  ['a literal ARN finds the queue of that name', template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:parked', maxReceiveCount: 3 } }],
    Parked: ['AWS::SQS::Queue', { QueueName: 'parked' }],
  }), { finds: ['error Parked'] }],
  ['a composed ARN finds it too', template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-parked' } } }],
    Parked: ['AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${AWS::StackName}-parked' } }],
  }), { finds: ['error Parked'] }],
  ['a queue that is only a destination is not judged', template({ Parked: ['AWS::SQS::Queue', {}] }), {}],
]);
