import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { streamStartingPosition } from '../../src/rules/stream-starting-position';

const from = (service: string, position: unknown) => ({
  ...template({ Worker: lambdaFunction(), Mapping: queueMapping({ EventSourceArn: service, StartingPosition: position }) }),
  Parameters: { Position: { Type: 'String' } },
});
const KINESIS = 'arn:aws:kinesis:eu-west-1:111111111111:stream/s';

describeRule(streamStartingPosition, [
  ['LATEST on DynamoDB', from('arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026', 'LATEST'), { finds: ['warning Mapping'] }],
  ['LATEST on Kafka', from('arn:aws:kafka:eu-west-1:111111111111:cluster/c/1', 'LATEST'), { finds: ['warning Mapping'] }],
  ['a point in time', from(KINESIS, 'AT_TIMESTAMP'), {}],
  ['given at deployment it cannot be told', from(KINESIS, { Ref: 'Position' }), { unknown: ['Mapping'] }],
  ['none is refused by AWS, not lost', from(KINESIS, undefined), {}],
  ['a queue has no position', from('arn:aws:sqs:eu-west-1:111111111111:q', 'LATEST'), {}],
]);
