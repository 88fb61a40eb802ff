import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  Stack, aws_dynamodb as dynamodb, aws_events as events, aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_kms as kms,
  aws_lambda as lambda, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs, aws_ssm as ssm,
  aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Access, SteadfastFunction } from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

/** A handler that does what it is told with the SDK, and answers how that ended. */
const OBEDIENT = `
const { NodeHttpHandler } = require('@smithy/node-http-handler');
// The embedded cloud answers all buckets at one address, and speaks no HTTP/2, which the client of Kinesis prefers.
const SETTINGS = { s3: { forcePathStyle: true }, kinesis: { requestHandler: new NodeHttpHandler() }, sfn: { disableHostPrefix: true } };
exports.handler = async ({ service, command, input }) => {
  const sdk = require('@aws-sdk/client-' + service);
  const name = Object.keys(sdk).find((key) => key.endsWith('Client') && !key.startsWith('_'));
  try {
    await new sdk[name](SETTINGS[service] ?? {}).send(new sdk[command](input));
    return 'done';
  } catch (error) {
    return error.name + ": " + error.message;
  }
};`;

/** What a service says to somebody without a right. */
const DENIED = /^(AccessDenied|AuthorizationError|KMSAccessDenied)/;

/** A call of the SDK, and the verb without which it is denied. */
interface Call {
  readonly access: Access;
  readonly service: string;
  readonly command: string;
  readonly input: (deployed: DeployedStack) => object;
  /**
   * How the service answers somebody who has the right.
   *
   * @default - the call succeeds
   */
  readonly answer?: RegExp;
}

const cloud = useCloud();

function obedient(stack: Stack, id: string): SteadfastFunction {
  return new SteadfastFunction(stack, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(OBEDIENT) });
}

/**
 * Every verb whose service the embedded cloud carries and asks as AWS does, with a call that needs it.
 *
 * Which it does not, and why, is the list in docs/embedded-cloud.md; those verbs are simulated only.
 */
function callsOn(stack: Stack): Record<string, Call> {
  const bucket = new s3.Bucket(stack, 'Bucket');
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
  });
  table.addGlobalSecondaryIndex({ indexName: 'byCustomer', partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING } });
  const queue = new sqs.Queue(stack, 'Queue');
  const topic = new sns.Topic(stack, 'Topic');
  const bus = new events.EventBus(stack, 'Bus');
  const stream = new kinesis.Stream(stack, 'Stream', { shardCount: 1, encryption: kinesis.StreamEncryption.UNENCRYPTED });
  const parameter = new ssm.StringParameter(stack, 'Parameter', { parameterName: `/${uniqueName('colour')}`, stringValue: 'blue' });
  const called = obedient(stack, 'Called');
  const secret = new secretsmanager.Secret(stack, 'Secret');
  const key = new kms.Key(stack, 'Key');
  const [machine, express] = [sfn.StateMachineType.STANDARD, sfn.StateMachineType.EXPRESS].map(stateMachineType => (
    new sfn.StateMachine(stack, `${stateMachineType}Machine`, {
      stateMachineType, definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, `${stateMachineType}Pass`)),
    })
  ));
  const delivery = new firehose.DeliveryStream(stack, 'Delivery', { destination: new firehose.S3Bucket(bucket) });

  const id = (construct: { readonly node: { readonly path: string } }) => (deployed: DeployedStack): string => deployed.physicalIdOf(construct);
  const on = (service: string, command: string, access: Access, input: Call['input']): Call => ({ service, command, access, input });
  const object = (Key: string) => (deployed: DeployedStack): object => ({ Bucket: id(bucket)(deployed), Key });
  const item = (more: object = {}) => (deployed: DeployedStack): object => ({ TableName: id(table)(deployed), ...more });
  const first = { Key: { pk: { S: '1' } } };
  const query = (name: string): object => ({
    KeyConditionExpression: '#k = :v', ExpressionAttributeNames: { '#k': name }, ExpressionAttributeValues: { ':v': { S: '1' } },
  });
  return {
    writeObjects: on('s3', 'PutObjectCommand', Access.writeObjects(bucket, 'in/'), deployed => ({ ...object('in/1')(deployed), Body: 'hello' })),
    readObjects: on('s3', 'GetObjectCommand', Access.readObjects(bucket, 'in/'), object('in/1')),
    listObjects: on('s3', 'ListObjectsV2Command', Access.listObjects(bucket, 'in/'), deployed => ({ Bucket: id(bucket)(deployed), Prefix: 'in/' })),
    deleteObjects: on('s3', 'DeleteObjectCommand', Access.deleteObjects(bucket, 'in/'), object('in/1')),
    putItems: on('dynamodb', 'PutItemCommand', Access.putItems(table), item({ Item: { pk: { S: '1' }, customer: { S: '1' } } })),
    writeItems: on('dynamodb', 'DeleteItemCommand', Access.writeItems(table), item({ Key: { pk: { S: '2' } } })),
    readItems: on('dynamodb', 'GetItemCommand', Access.readItems(table), item(first)),
    queryIndex: on('dynamodb', 'QueryCommand', Access.queryIndex(table, 'byCustomer'), item({ IndexName: 'byCustomer', ...query('customer') })),
    scan: on('dynamodb', 'ScanCommand', Access.scan(table), item()),
    sendMessages: on('sqs', 'SendMessageCommand', Access.sendMessages(queue), deployed => ({ QueueUrl: id(queue)(deployed), MessageBody: 'hello' })),
    consumeMessages: on('sqs', 'ReceiveMessageCommand', Access.consumeMessages(queue), deployed => ({ QueueUrl: id(queue)(deployed) })),
    publish: on('sns', 'PublishCommand', Access.publish(topic), deployed => ({ TopicArn: id(topic)(deployed), Message: 'hello' })),
    putEvents: on('eventbridge', 'PutEventsCommand', Access.putEvents(bus), deployed => ({
      Entries: [{ EventBusName: id(bus)(deployed), Source: 'test', DetailType: 'test', Detail: '{}' }],
    })),
    putRecords: on('kinesis', 'PutRecordCommand', Access.putRecords(stream), deployed => ({
      StreamName: id(stream)(deployed), PartitionKey: '1', Data: Buffer.from('hello').toString('base64'),
    })),
    readRecords: on('kinesis', 'ListShardsCommand', Access.readRecords(stream), deployed => ({ StreamName: id(stream)(deployed) })),
    readParameter: on('ssm', 'GetParameterCommand', Access.readParameter(parameter), deployed => ({ Name: id(parameter)(deployed) })),
    readSecret: on('secrets-manager', 'GetSecretValueCommand', Access.readSecret(secret), deployed => ({ SecretId: id(secret)(deployed) })),
    encrypt: on('kms', 'GenerateDataKeyCommand', Access.encrypt(key), deployed => ({ KeyId: id(key)(deployed), KeySpec: 'AES_256' })),
    decrypt: {
      ...on('kms', 'DecryptCommand', Access.decrypt(key), deployed => ({
        KeyId: id(key)(deployed), CiphertextBlob: Buffer.from('nothing that the key encrypted').toString('base64'),
      })),
      answer: /^InvalidCiphertextException/,
    },
    startExecution: on('sfn', 'StartExecutionCommand', Access.startExecution(machine), deployed => ({ stateMachineArn: id(machine)(deployed) })),
    startSyncExecution: on('sfn', 'StartSyncExecutionCommand', Access.startSyncExecution(express), deployed => ({ stateMachineArn: id(express)(deployed) })),
    deliverRecords: on('firehose', 'PutRecordCommand', Access.deliverRecords(delivery), deployed => ({
      DeliveryStreamName: id(delivery)(deployed), Record: { Data: Buffer.from('hello').toString('base64') },
    })),
    readStream: on('dynamodb-streams', 'ListStreamsCommand', Access.readStream(table), item()),
    invoke: on('lambda', 'InvokeCommand', Access.invoke(called), deployed => ({ FunctionName: id(called.liveAlias)(deployed) })),
  };
}

async function tell(deployed: DeployedStack, fn: SteadfastFunction, call: Call): Promise<unknown> {
  const client = new LambdaClient(cloud.connection.clientConfig());
  const Payload = JSON.stringify({ service: call.service, command: call.command, input: call.input(deployed) });
  const { Payload: answer } = await client.send(new InvokeCommand({ FunctionName: deployed.physicalIdOf(fn.liveAlias), Payload }));
  client.destroy();
  return JSON.parse(Buffer.from(answer!).toString());
}

/** Verbs whose service the embedded cloud lets everybody use; that they deny is proved by simulation. */
const NOT_ASKED = ['publish'];

test('a function does what one verb allows, and fails without it', async () => {
  let calls!: Record<string, Call>;
  const functions: Record<string, SteadfastFunction> = {};
  let bare!: SteadfastFunction;
  await withAssembly(uniqueName('access'), stack => {
    calls = callsOn(stack);
    bare = obedient(stack, 'Bare');
    for (const [verb, { access }] of Object.entries(calls)) {
      functions[verb] = obedient(stack, `Fn${verb}`);
      functions[verb].grantAccess(access);
    }
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    const [withVerb, without]: Record<string, unknown>[] = [{}, {}];
    for (const [verb, call] of Object.entries(calls)) {
      without[verb] = await tell(deployed, bare, call);
      withVerb[verb] = await tell(deployed, functions[verb], call);
    }
    const verbs = Object.keys(calls);
    expect(withVerb).toEqual(Object.fromEntries(verbs.map(verb => [verb, expect.stringMatching(calls[verb].answer ?? /^done$/)])));
    expect(without).toEqual(Object.fromEntries(verbs.map(verb => [verb, NOT_ASKED.includes(verb) ? 'done' : expect.stringMatching(DENIED)])));
  });
});
