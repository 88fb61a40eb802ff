import { aws_iam as iam, aws_kinesis as kinesis, aws_kinesisfirehose as firehose } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** What an event source mapping needs (AWS Lambda Developer Guide, "Process Amazon Kinesis Data Streams records with Lambda"). */
export const READ_RECORDS = [
  'kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards',
];

/** Put records on a Kinesis data stream. */
export function putRecords(stream: kinesis.IStream, grantee: iam.IGrantable): iam.Grant {
  return onStream(stream, grantee, ['kinesis:PutRecord', 'kinesis:PutRecords'], ['kms:GenerateDataKey', 'kms:Decrypt']);
}

/** Read records from a Kinesis data stream. */
export function readRecords(stream: kinesis.IStream, grantee: iam.IGrantable): iam.Grant {
  return onStream(stream, grantee, READ_RECORDS, ['kms:Decrypt']);
}

/** Put records on a Firehose stream; it encrypts with a right of its own. */
export function deliverRecords(stream: firehose.IDeliveryStream, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee, resource: stream, actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], resourceArns: [stream.deliveryStreamArn],
  });
}

function onStream(stream: kinesis.IStream, grantee: iam.IGrantable, actions: string[], keyActions: string[]): iam.Grant {
  return grantExactly({ grantee, resource: stream, actions, resourceArns: [stream.streamArn], key: stream.encryptionKey, keyActions });
}
