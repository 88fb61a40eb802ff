import { own, RawMap } from '../raw';

/** What one statement of a policy template allows, and on what; `${Names}` are the template's parameters. */
type Grant = readonly [actions: readonly string[], resources: readonly string[]];

const ANY = ['*'];
const HERE = '${AWS::Region}:${AWS::AccountId}';
const arn = (service: string, path: string): string => `arn:\${AWS::Partition}:${service}:${HERE}:${path}`;

const QUEUE = [arn('sqs', '${QueueName}')];
const TABLE = [arn('dynamodb', 'table/${TableName}'), arn('dynamodb', 'table/${TableName}/index/*')];
const BUCKET = 'arn:${AWS::Partition}:s3:::${BucketName}';
const STREAM = [arn('kinesis', 'stream/${StreamName}')];
const FIREHOSE = [arn('firehose', 'deliverystream/${DeliveryStreamName}')];
const IDENTITY = [arn('ses', 'identity/${IdentityName}')];
const actions = (service: string, ...names: readonly string[]): readonly string[] => names.map(name => `${service}:${name}`);

/**
 * The statements of the policy templates that functions commonly use, by name.
 * Source: AWS SAM Developer Guide, policy template list, and the translator's policy_templates.json (2026-11).
 */
const TEMPLATES: Readonly<Record<string, readonly Grant[]>> = {
  SQSPollerPolicy: [[
    actions('sqs', 'ChangeMessageVisibility', 'ChangeMessageVisibilityBatch', 'DeleteMessage', 'DeleteMessageBatch', 'GetQueueAttributes', 'ReceiveMessage'), QUEUE,
  ]],
  SQSSendMessagePolicy: [[['sqs:SendMessage*'], QUEUE]],
  SNSPublishMessagePolicy: [[['sns:Publish'], [arn('sns', '${TopicName}')]]],
  SNSCrudPolicy: [[actions('sns', 'ListSubscriptionsByTopic', 'CreateTopic', 'SetTopicAttributes', 'Subscribe', 'Publish'), [arn('sns', '${TopicName}*')]]],
  LambdaInvokePolicy: [[['lambda:InvokeFunction'], [arn('lambda', 'function:${FunctionName}*')]]],
  DynamoDBCrudPolicy: [[
    actions('dynamodb', 'GetItem', 'DeleteItem', 'PutItem', 'Scan', 'Query', 'UpdateItem', 'BatchWriteItem', 'BatchGetItem', 'DescribeTable', 'ConditionCheckItem'), TABLE,
  ]],
  DynamoDBReadPolicy: [[actions('dynamodb', 'GetItem', 'Scan', 'Query', 'BatchGetItem', 'DescribeTable'), TABLE]],
  DynamoDBWritePolicy: [[actions('dynamodb', 'PutItem', 'UpdateItem', 'BatchWriteItem'), TABLE]],
  DynamoDBStreamReadPolicy: [
    [actions('dynamodb', 'DescribeStream', 'GetRecords', 'GetShardIterator'), [arn('dynamodb', 'table/${TableName}/stream/${StreamName}')]],
    [['dynamodb:ListStreams'], [arn('dynamodb', 'table/${TableName}/stream/*')]],
  ],
  KinesisStreamReadPolicy: [
    [actions('kinesis', 'ListStreams', 'DescribeLimits'), [arn('kinesis', 'stream/*')]],
    [actions('kinesis', 'DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator'), STREAM],
  ],
  KinesisCrudPolicy: [[
    actions(
      'kinesis', 'AddTagsToStream', 'CreateStream', 'DecreaseStreamRetentionPeriod', 'DeleteStream', 'DescribeStream', 'DescribeStreamSummary', 'GetShardIterator',
      'IncreaseStreamRetentionPeriod', 'ListTagsForStream', 'MergeShards', 'PutRecord', 'PutRecords', 'SplitShard', 'RemoveTagsFromStream',
    ), STREAM,
  ]],
  FirehoseWritePolicy: [[actions('firehose', 'PutRecord', 'PutRecordBatch'), FIREHOSE]],
  S3ReadPolicy: [[actions('s3', 'GetObject', 'ListBucket', 'GetBucketLocation', 'GetObjectVersion', 'GetLifecycleConfiguration'), [BUCKET, `${BUCKET}/*`]]],
  S3WritePolicy: [[actions('s3', 'PutObject', 'PutObjectAcl', 'PutLifecycleConfiguration'), [BUCKET, `${BUCKET}/*`]]],
  S3CrudPolicy: [[
    actions(
      's3', 'GetObject', 'ListBucket', 'GetBucketLocation', 'GetObjectVersion', 'PutObject', 'PutObjectAcl', 'GetLifecycleConfiguration',
      'PutLifecycleConfiguration', 'DeleteObject',
    ), [BUCKET, `${BUCKET}/*`],
  ]],
  KMSDecryptPolicy: [[['kms:Decrypt'], [arn('kms', 'key/${KeyId}')]]],
  KMSEncryptPolicy: [[['kms:Encrypt'], [arn('kms', 'key/${KeyId}')]]],
  AWSSecretsManagerGetSecretValuePolicy: [[['secretsmanager:GetSecretValue'], ['${SecretArn}']]],
  SSMParameterReadPolicy: [
    [['ssm:DescribeParameters'], ANY],
    [actions('ssm', 'GetParameters', 'GetParameter', 'GetParametersByPath'), [arn('ssm', 'parameter/${ParameterName}')]],
  ],
  StepFunctionsExecutionPolicy: [[['states:StartExecution'], [arn('states', 'stateMachine:${StateMachineName}')]]],
  EventBridgePutEventsPolicy: [[['events:PutEvents'], [arn('events', 'event-bus/${EventBusName}')]]],
  SESCrudPolicy: [[actions('ses', 'GetIdentityVerificationAttributes', 'SendEmail', 'SendRawEmail', 'VerifyEmailIdentity'), IDENTITY]],
  CloudWatchPutMetricPolicy: [[['cloudwatch:PutMetricData'], ANY]],
  VPCAccessPolicy: [[actions('ec2', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'DescribeNetworkInterfaces', 'DetachNetworkInterface'), ANY]],
};

/** The statements of a policy template with its parameters filled in; undefined for a template that is not on record. */
export function templateStatements(name: string, parameters: RawMap): readonly RawMap[] | undefined {
  const grants = own(TEMPLATES, name);
  return grants?.map(([allowed, resources]) => ({
    Effect: 'Allow', Action: allowed, Resource: resources.map(one => (one === '*' ? one : { 'Fn::Sub': [one, parameters] })),
  }));
}
