import {
  Stack, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_elasticache as elasticache, aws_events as events, aws_kinesis as kinesis,
  aws_kinesisfirehose as firehose, aws_kms as kms, aws_rds as rds, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_ses as ses,
  aws_sns as sns, aws_sqs as sqs, aws_ssm as ssm, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Access, ItemVerb } from '../../src';
import { steadfastFunction } from '../support/stacks';

/** What the role is asked: may it do this, to that resource and what follows its ARN, in these circumstances. */
export type Question = [action: string, resource: string, suffix?: string, context?: Record<string, string>];

/** A verb on a resource that was made for it, with what its holder must and must not be able to do. */
export interface Use {
  readonly access: Access;
  readonly must: Question[];
  readonly mustNot: Question[];
}

/** How one verb is spoken. */
export interface Verb {
  /** Whether the resource may be encrypted with a customer key that its user needs too. */
  readonly takesKey: boolean;
  use(stack: Stack, key?: kms.IKey): Use;
}

const keyed = (use: Verb['use']): Verb => ({ use, takesKey: true });
const keyless = (use: Verb['use']): Verb => ({ use, takesKey: false });

const INDEX = { indexName: 'byCustomer', partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING } };

function bucketOf(stack: Stack, encryptionKey?: kms.IKey): s3.Bucket {
  return new s3.Bucket(stack, 'Bucket', { encryptionKey });
}

function tableOf(stack: Stack, encryptionKey?: kms.IKey, id: string = 'Table'): dynamodb.Table {
  const table = new dynamodb.Table(stack, id, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey,
  });
  table.addGlobalSecondaryIndex(INDEX);
  return table;
}

function queuesOf(stack: Stack, encryptionMasterKey?: kms.IKey): [sqs.Queue, sqs.Queue] {
  return [new sqs.Queue(stack, 'Queue', { encryptionMasterKey }), new sqs.Queue(stack, 'OtherQueue')];
}

function streamsOf(stack: Stack, encryptionKey?: kms.IKey): [kinesis.Stream, kinesis.Stream] {
  return [
    new kinesis.Stream(stack, 'Stream', encryptionKey ? { encryptionKey } : { encryption: kinesis.StreamEncryption.UNENCRYPTED }),
    new kinesis.Stream(stack, 'OtherStream', { encryption: kinesis.StreamEncryption.UNENCRYPTED }),
  ];
}

function machinesOf(stack: Stack, stateMachineType?: sfn.StateMachineType): sfn.StateMachine[] {
  return ['Machine', 'OtherMachine'].map(id => new sfn.StateMachine(stack, id, {
    stateMachineType, definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, `${id}Pass`)),
  }));
}

function proxyOf(stack: Stack): rds.DatabaseProxy {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new rds.DatabaseCluster(stack, 'Cluster', {
    vpc,
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
    writer: rds.ClusterInstance.serverlessV2('Writer'),
  });
  return cluster.addProxy('Proxy', { secrets: [cluster.secret!], vpc, iamAuth: true });
}

/** The ARN by which a user of the database behind a proxy is asked for. */
function databaseUser(stack: Stack, proxy: rds.IDatabaseProxy, user: string): string {
  const id = stack.getLogicalId((proxy as rds.DatabaseProxy).node.defaultChild as rds.CfnDBProxy);
  return `arn:aws:rds-db:us-east-1:111111111111:dbuser:prx-${id}/${user}`;
}

function secretOf(stack: Stack, id: string, encryptionKey?: kms.IKey): secretsmanager.Secret {
  return new secretsmanager.Secret(stack, id, { encryptionKey });
}

/** A secure string can only be imported; CloudFormation makes none. */
function parameterOf(stack: Stack, encryptionKey?: kms.IKey): ssm.IParameter {
  if (!encryptionKey) return new ssm.StringParameter(stack, 'Parameter', { stringValue: 'blue' });
  return ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/app/password', encryptionKey });
}

function cacheUsers(stack: Stack): elasticache.CfnUser[] {
  return ['User', 'OtherUser'].map(id => new elasticache.CfnUser(stack, id, {
    engine: 'valkey', userId: id.toLowerCase(), userName: id.toLowerCase(), authenticationMode: { Type: 'iam' },
  }));
}

/** Every verb of the vocabulary. */
export const VERBS: Record<string, Verb> = {
  readObjects: keyed((stack, key) => {
    const { bucketArn } = bucketOf(stack, key);
    return {
      access: Access.readObjects(stack.node.findChild('Bucket') as s3.Bucket, 'incoming/'),
      must: [['s3:GetObject', bucketArn, '/incoming/file.csv']],
      mustNot: [
        ['s3:GetObject', bucketArn, '/secret/file.csv'], ['s3:PutObject', bucketArn, '/incoming/file.csv'],
        ['s3:DeleteObject', bucketArn, '/incoming/file.csv'], ['s3:ListBucket', bucketArn],
      ],
    };
  }),
  writeObjects: keyed((stack, key) => {
    const bucket = bucketOf(stack, key);
    return {
      access: Access.writeObjects(bucket, 'out/'),
      must: [['s3:PutObject', bucket.bucketArn, '/out/file.csv'], ['s3:AbortMultipartUpload', bucket.bucketArn, '/out/file.csv']],
      mustNot: [
        ['s3:PutObject', bucket.bucketArn, '/in/file.csv'], ['s3:GetObject', bucket.bucketArn, '/out/file.csv'],
        ['s3:DeleteObject', bucket.bucketArn, '/out/file.csv'], ['s3:PutObjectAcl', bucket.bucketArn, '/out/file.csv'],
      ],
    };
  }),
  deleteObjects: keyless(stack => {
    const bucket = bucketOf(stack);
    return {
      access: Access.deleteObjects(bucket, 'old/'),
      must: [['s3:DeleteObject', bucket.bucketArn, '/old/file.csv']],
      mustNot: [
        ['s3:DeleteObject', bucket.bucketArn, '/new/file.csv'], ['s3:DeleteObjectVersion', bucket.bucketArn, '/old/file.csv'],
        ['s3:DeleteBucket', bucket.bucketArn], ['s3:PutObject', bucket.bucketArn, '/old/file.csv'],
      ],
    };
  }),
  listObjects: keyless(stack => {
    const bucket = bucketOf(stack);
    return {
      access: Access.listObjects(bucket, 'incoming/'),
      must: [['s3:ListBucket', bucket.bucketArn, '', { 's3:prefix': 'incoming/today/' }]],
      mustNot: [
        ['s3:ListBucket', bucket.bucketArn, '', { 's3:prefix': 'secret/' }], ['s3:ListBucket', bucket.bucketArn],
        ['s3:GetObject', bucket.bucketArn, '/incoming/file.csv'],
      ],
    };
  }),
  readItems: keyed((stack, key) => {
    const [table, other] = [tableOf(stack, key), tableOf(stack, undefined, 'OtherTable')];
    return {
      access: Access.readItems(table),
      must: [['dynamodb:GetItem', table.tableArn], ['dynamodb:BatchGetItem', table.tableArn], ['dynamodb:Query', table.tableArn]],
      mustNot: [
        ['dynamodb:Scan', table.tableArn], ['dynamodb:PutItem', table.tableArn], ['dynamodb:Query', table.tableArn, '/index/byCustomer'],
        ['dynamodb:GetItem', other.tableArn],
      ],
    };
  }),
  writeItems: keyed((stack, key) => {
    const [table, other] = [tableOf(stack, key), tableOf(stack, undefined, 'OtherTable')];
    return {
      access: Access.writeItems(table),
      must: [
        ['dynamodb:PutItem', table.tableArn], ['dynamodb:UpdateItem', table.tableArn], ['dynamodb:DeleteItem', table.tableArn],
        ['dynamodb:ConditionCheckItem', table.tableArn],
      ],
      mustNot: [['dynamodb:GetItem', table.tableArn], ['dynamodb:DeleteTable', table.tableArn], ['dynamodb:PutItem', other.tableArn]],
    };
  }),
  putItems: keyed((stack, key) => {
    const table = tableOf(stack, key);
    return {
      access: Access.putItems(table),
      must: [['dynamodb:PutItem', table.tableArn]],
      mustNot: [
        ['dynamodb:DeleteItem', table.tableArn], ['dynamodb:UpdateItem', table.tableArn], ['dynamodb:BatchWriteItem', table.tableArn],
        ['dynamodb:GetItem', table.tableArn],
      ],
    };
  }),
  workOnItems: keyed((stack, key) => {
    const table = tableOf(stack, key);
    return {
      access: Access.workOnItems(table, [ItemVerb.GET, ItemVerb.PUT]),
      must: [['dynamodb:GetItem', table.tableArn], ['dynamodb:PutItem', table.tableArn]],
      mustNot: [['dynamodb:DeleteItem', table.tableArn], ['dynamodb:Query', table.tableArn], ['dynamodb:Scan', table.tableArn]],
    };
  }),
  queryIndex: keyed((stack, key) => {
    const table = tableOf(stack, key);
    return {
      access: Access.queryIndex(table, 'byCustomer'),
      must: [['dynamodb:Query', table.tableArn, '/index/byCustomer']],
      mustNot: [
        ['dynamodb:Query', table.tableArn, '/index/byCustomerAndDay'], ['dynamodb:Query', table.tableArn],
        ['dynamodb:Scan', table.tableArn, '/index/byCustomer'],
      ],
    };
  }),
  scan: keyed((stack, key) => {
    const table = tableOf(stack, key);
    return {
      access: Access.scan(table),
      must: [['dynamodb:Scan', table.tableArn]],
      mustNot: [['dynamodb:Scan', table.tableArn, '/index/byCustomer'], ['dynamodb:Query', table.tableArn], ['dynamodb:DeleteItem', table.tableArn]],
    };
  }),
  readStream: keyed((stack, key) => {
    const [table, other] = [tableOf(stack, key), tableOf(stack, undefined, 'OtherTable')];
    return {
      access: Access.readStream(table),
      must: [
        ['dynamodb:GetRecords', table.tableStreamArn!], ['dynamodb:GetShardIterator', table.tableStreamArn!],
        ['dynamodb:DescribeStream', table.tableStreamArn!], ['dynamodb:ListStreams', '*'],
      ],
      mustNot: [['dynamodb:GetRecords', other.tableStreamArn!], ['dynamodb:GetItem', table.tableArn]],
    };
  }),
  sendMessages: keyed((stack, key) => {
    const [queue, other] = queuesOf(stack, key);
    return {
      access: Access.sendMessages(queue),
      must: [['sqs:SendMessage', queue.queueArn]],
      mustNot: [['sqs:ReceiveMessage', queue.queueArn], ['sqs:PurgeQueue', queue.queueArn], ['sqs:SendMessage', other.queueArn]],
    };
  }),
  consumeMessages: keyed((stack, key) => {
    const [queue, other] = queuesOf(stack, key);
    return {
      access: Access.consumeMessages(queue),
      must: [
        ['sqs:ReceiveMessage', queue.queueArn], ['sqs:DeleteMessage', queue.queueArn], ['sqs:ChangeMessageVisibility', queue.queueArn],
        ['sqs:GetQueueAttributes', queue.queueArn],
      ],
      mustNot: [['sqs:SendMessage', queue.queueArn], ['sqs:PurgeQueue', queue.queueArn], ['sqs:ReceiveMessage', other.queueArn]],
    };
  }),
  publish: keyed((stack, masterKey) => {
    const [topic, other] = [new sns.Topic(stack, 'Topic', { masterKey }), new sns.Topic(stack, 'OtherTopic')];
    return {
      access: Access.publish(topic),
      must: [['sns:Publish', topic.topicArn]],
      mustNot: [['sns:Publish', other.topicArn], ['sns:Subscribe', topic.topicArn]],
    };
  }),
  putEvents: keyless(stack => {
    const [bus, other] = [new events.EventBus(stack, 'Bus'), new events.EventBus(stack, 'OtherBus')];
    return {
      access: Access.putEvents(bus),
      must: [['events:PutEvents', bus.eventBusArn]],
      mustNot: [['events:PutEvents', other.eventBusArn], ['events:DeleteEventBus', bus.eventBusArn]],
    };
  }),
  putRecords: keyed((stack, key) => {
    const [stream, other] = streamsOf(stack, key);
    return {
      access: Access.putRecords(stream),
      must: [['kinesis:PutRecord', stream.streamArn], ['kinesis:PutRecords', stream.streamArn]],
      mustNot: [['kinesis:GetRecords', stream.streamArn], ['kinesis:PutRecord', other.streamArn], ['kinesis:DeleteStream', stream.streamArn]],
    };
  }),
  readRecords: keyed((stack, key) => {
    const [stream, other] = streamsOf(stack, key);
    return {
      access: Access.readRecords(stream),
      must: [
        ['kinesis:GetRecords', stream.streamArn], ['kinesis:GetShardIterator', stream.streamArn], ['kinesis:ListShards', stream.streamArn],
        ['kinesis:DescribeStream', stream.streamArn], ['kinesis:DescribeStreamSummary', stream.streamArn],
      ],
      mustNot: [['kinesis:PutRecord', stream.streamArn], ['kinesis:GetRecords', other.streamArn]],
    };
  }),
  deliverRecords: keyless(stack => {
    const [stream, other] = ['Delivery', 'OtherDelivery'].map(id => new firehose.DeliveryStream(stack, id, {
      destination: new firehose.S3Bucket(new s3.Bucket(stack, `${id}Bucket`)),
    }));
    return {
      access: Access.deliverRecords(stream),
      must: [['firehose:PutRecord', stream.deliveryStreamArn], ['firehose:PutRecordBatch', stream.deliveryStreamArn]],
      mustNot: [['firehose:PutRecord', other.deliveryStreamArn], ['firehose:DeleteDeliveryStream', stream.deliveryStreamArn]],
    };
  }),
  startExecution: keyless(stack => {
    const [machine, other] = machinesOf(stack);
    return {
      access: Access.startExecution(machine),
      must: [['states:StartExecution', machine.stateMachineArn]],
      mustNot: [
        ['states:StartExecution', other.stateMachineArn], ['states:StartSyncExecution', machine.stateMachineArn],
        ['states:DeleteStateMachine', machine.stateMachineArn],
      ],
    };
  }),
  startSyncExecution: keyless(stack => {
    const [machine, other] = machinesOf(stack, sfn.StateMachineType.EXPRESS);
    return {
      access: Access.startSyncExecution(machine),
      must: [['states:StartSyncExecution', machine.stateMachineArn]],
      mustNot: [['states:StartSyncExecution', other.stateMachineArn], ['states:StartExecution', machine.stateMachineArn]],
    };
  }),
  answerTasks: keyless(stack => {
    const [machine, other] = machinesOf(stack);
    return {
      access: Access.answerTasks(machine),
      must: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'].map(action => [action, machine.stateMachineArn]),
      mustNot: [
        ['states:SendTaskSuccess', other.stateMachineArn], ['states:StartExecution', machine.stateMachineArn],
        ['states:DeleteStateMachine', machine.stateMachineArn],
      ],
    };
  }),
  invoke: keyless(stack => {
    const called = steadfastFunction(stack, 'Called');
    return {
      access: Access.invoke(called),
      must: [['lambda:InvokeFunction', called.functionArn]],
      mustNot: [
        ['lambda:InvokeFunction', called.unqualified.functionArn], ['lambda:InvokeFunction', called.unqualified.functionArn, ':1'],
        ['lambda:UpdateFunctionCode', called.unqualified.functionArn],
      ],
    };
  }),
  readSecret: keyed((stack, key) => {
    const [secret, other] = [secretOf(stack, 'Secret', key), secretOf(stack, 'OtherSecret')];
    return {
      access: Access.readSecret(secret),
      must: [['secretsmanager:GetSecretValue', secret.secretArn]],
      mustNot: [['secretsmanager:GetSecretValue', other.secretArn], ['secretsmanager:PutSecretValue', secret.secretArn]],
    };
  }),
  readParameter: keyed((stack, key) => {
    const [parameter, other] = [parameterOf(stack, key), new ssm.StringParameter(stack, 'OtherParameter', { stringValue: 'red' })];
    return {
      access: Access.readParameter(parameter),
      must: [['ssm:GetParameter', parameter.parameterArn], ['ssm:GetParameters', parameter.parameterArn]],
      mustNot: [
        ['ssm:GetParameter', other.parameterArn], ['ssm:PutParameter', parameter.parameterArn], ['ssm:GetParametersByPath', parameter.parameterArn],
        ['ssm:GetParameterHistory', parameter.parameterArn],
      ],
    };
  }),
  readParametersByPath: keyed((_stack, key) => {
    const parameter = (name: string): string => `arn:aws:ssm:us-east-1:111111111111:parameter${name}`;
    return {
      access: Access.readParametersByPath('/shop/orders', key),
      must: [
        ['ssm:GetParametersByPath', parameter('/shop/orders')], ['ssm:GetParametersByPath', parameter('/shop/orders/')],
        ['ssm:GetParametersByPath', parameter('/shop/orders/eu')], ['ssm:GetParameter', parameter('/shop/orders/colour')],
      ],
      mustNot: [
        ['ssm:GetParametersByPath', parameter('/shop')], ['ssm:GetParametersByPath', parameter('/shop/orders-old')],
        ['ssm:GetParameter', parameter('/shop/orders-old/colour')], ['ssm:PutParameter', parameter('/shop/orders/colour')],
        ['ssm:GetParameterHistory', parameter('/shop/orders/colour')],
      ],
    };
  }),
  encrypt: keyless(stack => {
    const [key, other] = [new kms.Key(stack, 'Key'), new kms.Key(stack, 'OtherKey')];
    return {
      access: Access.encrypt(key),
      must: [['kms:Encrypt', key.keyArn], ['kms:GenerateDataKey', key.keyArn]],
      mustNot: [['kms:Decrypt', key.keyArn], ['kms:Encrypt', other.keyArn], ['kms:ScheduleKeyDeletion', key.keyArn]],
    };
  }),
  decrypt: keyless(stack => {
    const [key, other] = [new kms.Key(stack, 'Key'), new kms.Key(stack, 'OtherKey')];
    return {
      access: Access.decrypt(key),
      must: [['kms:Decrypt', key.keyArn]],
      mustNot: [['kms:Encrypt', key.keyArn], ['kms:Decrypt', other.keyArn]],
    };
  }),
  connect: keyless(stack => {
    const proxy = proxyOf(stack);
    return {
      access: Access.connect(proxy, 'app'),
      must: [['rds-db:connect', databaseUser(stack, proxy, 'app')]],
      mustNot: [['rds-db:connect', databaseUser(stack, proxy, 'admin')], ['rds-db:connect', databaseUser(stack, proxy, 'app2')]],
    };
  }),
  connectToCluster: keyless(stack => {
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC' });
    const user = (resource: string, name: string): string => `arn:aws:rds-db:us-east-1:111111111111:dbuser:${resource}/${name}`;
    return {
      access: Access.connectToCluster(cluster, 'app'),
      must: [['rds-db:connect', user('cluster-ABC', 'app')]],
      mustNot: [
        ['rds-db:connect', user('cluster-ABC', 'admin')], ['rds-db:connect', user('cluster-XYZ', 'app')],
        ['rds:ModifyDBCluster', 'arn:aws:rds:us-east-1:111111111111:cluster:orders'],
      ],
    };
  }),
  connectToInstance: keyless(stack => {
    const instance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Database', {
      instanceIdentifier: 'orders', instanceResourceId: 'db-ABC', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [],
    });
    const user = (resource: string, name: string): string => `arn:aws:rds-db:us-east-1:111111111111:dbuser:${resource}/${name}`;
    return {
      access: Access.connectToInstance(instance, 'app'),
      must: [['rds-db:connect', user('db-ABC', 'app')]],
      mustNot: [['rds-db:connect', user('db-ABC', 'admin')], ['rds-db:connect', user('db-XYZ', 'app')]],
    };
  }),
  executeStatements: keyed((stack, key) => {
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'orders' });
    const [secret, other] = [secretOf(stack, 'Secret', key), secretOf(stack, 'OtherSecret')];
    return {
      access: Access.executeStatements(cluster, secret),
      must: [
        ['rds-data:ExecuteStatement', cluster.clusterArn], ['rds-data:CommitTransaction', cluster.clusterArn],
        ['secretsmanager:GetSecretValue', secret.secretArn],
      ],
      mustNot: [
        ['rds-data:ExecuteStatement', 'arn:aws:rds:us-east-1:111111111111:cluster:other'],
        ['secretsmanager:GetSecretValue', other.secretArn], ['rds:DeleteDBCluster', cluster.clusterArn],
      ],
    };
  }),
  connectToCache: keyless(stack => {
    const cache = new elasticache.CfnServerlessCache(stack, 'Cache', { engine: 'valkey', serverlessCacheName: 'sessions' });
    const [user, other] = cacheUsers(stack);
    return {
      access: Access.connectToCache(cache, user),
      must: [['elasticache:Connect', cache.attrArn], ['elasticache:Connect', user.attrArn]],
      mustNot: [['elasticache:Connect', other.attrArn], ['elasticache:DeleteServerlessCache', cache.attrArn]],
    };
  }),
  connectToReplicationGroup: keyless(stack => {
    const group = new elasticache.CfnReplicationGroup(stack, 'Nodes', { engine: 'valkey', replicationGroupDescription: 'sessions' });
    const [user, other] = cacheUsers(stack);
    const arn = (id: string): string => `arn:aws:elasticache:us-east-1:111111111111:replicationgroup:${id}`;
    return {
      access: Access.connectToReplicationGroup(group, user),
      must: [['elasticache:Connect', arn('Nodes')], ['elasticache:Connect', user.attrArn]],
      mustNot: [['elasticache:Connect', other.attrArn], ['elasticache:Connect', arn('others')], ['elasticache:DeleteReplicationGroup', arn('Nodes')]],
    };
  }),
  putMetrics: keyless(() => ({
    access: Access.putMetrics('Orders'),
    must: [['cloudwatch:PutMetricData', '*', '', { 'cloudwatch:namespace': 'Orders' }]],
    mustNot: [
      ['cloudwatch:PutMetricData', '*', '', { 'cloudwatch:namespace': 'Payments' }], ['cloudwatch:PutMetricData', '*'],
      ['cloudwatch:ListMetrics', '*'],
    ],
  })),
  sendEmail: keyless(stack => {
    const [identity, other] = ['example.com', 'other.example'].map(domain => ses.EmailIdentity.fromEmailIdentityName(stack, domain, domain));
    return {
      access: Access.sendEmail(identity),
      must: [['ses:SendEmail', identity.emailIdentityArn], ['ses:SendRawEmail', identity.emailIdentityArn]],
      mustNot: [['ses:SendEmail', other.emailIdentityArn], ['ses:DeleteEmailIdentity', identity.emailIdentityArn]],
    };
  }),
};

