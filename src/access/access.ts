import {
  aws_dynamodb as dynamodb, aws_elasticache as elasticache, aws_events as events, aws_iam as iam, aws_kinesis as kinesis,
  aws_kinesisfirehose as firehose, aws_kms as kms, aws_lambda as lambda, aws_rds as rds, aws_s3 as s3,
  aws_secretsmanager as secretsmanager, aws_ses as ses, aws_sns as sns, aws_sqs as sqs, aws_ssm as ssm, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { deleteObjects, listObjects, readObjects, writeObjects } from './bucket-access';
import { connectToCache, connectToReplicationGroup } from './cache-access';
import { connect, executeStatements } from './database-access';
import { sendEmail } from './email-access';
import { putEvents } from './event-bus-access';
import { invoke } from './function-access';
import { ItemVerb } from './item-verb';
import { decrypt, encrypt } from './key-access';
import { putMetrics } from './metric-access';
import { consumeMessages, sendMessages } from './queue-access';
import { readParameter, readParametersByPath, readSecret } from './secret-access';
import { answerTasks, startExecution, startSyncExecution } from './state-machine-access';
import { deliverRecords, putRecords, readRecords } from './stream-access';
import { putItems, queryIndex, readItems, readStream, scan, workOnItems, writeItems } from './table-access';
import { publish } from './topic-access';

/**
 * An intent to use a resource: exactly the actions it takes, on exactly the resource it names, with its customer key.
 *
 * Never an action with a wildcard. A grantee in another account is also let in by the resource's policy, where the resource has one.
 */
export class Access {
  /**
   * Read objects whose keys are known.
   *
   * Without `listObjects` beside it, a missing object answers 403 instead of 404.
   * @param bucket the bucket to read from
   * @param prefix what the keys start with; every object where it is left out
   */
  public static readObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access(grantee => readObjects(bucket, prefix, grantee));
  }

  /**
   * Create or replace objects, also by multipart upload; not delete them.
   *
   * @param bucket the bucket to write to
   * @param prefix what the keys start with; every object where it is left out
   */
  public static writeObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access(grantee => writeObjects(bucket, prefix, grantee));
  }

  /**
   * Delete objects; in a versioned bucket the older versions stay.
   *
   * @param bucket the bucket to delete from
   * @param prefix what the keys start with; every object where it is left out
   */
  public static deleteObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access(grantee => deleteObjects(bucket, prefix, grantee));
  }

  /**
   * List keys, and learn that an object is missing (404 instead of 403).
   *
   * @param bucket the bucket to list
   * @param prefix what the listed keys start with; every key where it is left out
   */
  public static listObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access(grantee => listObjects(bucket, prefix, grantee));
  }

  /** Read items by key; not through indexes, and no scan. */
  public static readItems(table: dynamodb.ITable): Access {
    return new Access(grantee => readItems(table, grantee));
  }

  /** Put, update and delete items, also under a condition, in batches and in transactions. */
  public static writeItems(table: dynamodb.ITable): Access {
    return new Access(grantee => writeItems(table, grantee));
  }

  /** Put items one by one, also under a condition and in transactions; not update or delete them, and not in batches. */
  public static putItems(table: dynamodb.ITable): Access {
    return new Access(grantee => putItems(table, grantee));
  }

  /**
   * Do with the items of a table what is named, verb by verb; not through indexes, and no scan.
   *
   * @throws when no verb is named
   */
  public static workOnItems(table: dynamodb.ITable, verbs: ItemVerb[]): Access {
    return new Access(grantee => workOnItems(table, verbs, grantee));
  }

  /**
   * Query one index; not the table itself, and no other index.
   *
   * @throws when the name could match more than one index
   */
  public static queryIndex(table: dynamodb.ITable, index: string): Access {
    return new Access(grantee => queryIndex(table, index, grantee));
  }

  /**
   * Read every item of a table, or of an index.
   *
   * @param table the table to scan
   * @param index the index to scan; the table itself where it is left out
   */
  public static scan(table: dynamodb.ITable, index?: string): Access {
    return new Access(grantee => scan(table, index, grantee));
  }

  /**
   * Read the stream of a table; it includes the right to list streams, which takes no resource.
   *
   * @throws when the table has no stream
   */
  public static readStream(table: dynamodb.ITable): Access {
    return new Access(grantee => readStream(table, grantee));
  }

  /** Send messages to a queue. */
  public static sendMessages(queue: sqs.IQueue): Access {
    return new Access(grantee => sendMessages(queue, grantee));
  }

  /** Receive messages from a queue, put off or delete them. */
  public static consumeMessages(queue: sqs.IQueue): Access {
    return new Access(grantee => consumeMessages(queue, grantee));
  }

  /** Publish messages to a topic. */
  public static publish(topic: sns.ITopic): Access {
    return new Access(grantee => publish(topic, grantee));
  }

  /** Put events on an event bus. */
  public static putEvents(bus: events.IEventBus): Access {
    return new Access(grantee => putEvents(bus, grantee));
  }

  /** Put records on a Kinesis data stream. */
  public static putRecords(stream: kinesis.IStream): Access {
    return new Access(grantee => putRecords(stream, grantee));
  }

  /** Read records from a Kinesis data stream. */
  public static readRecords(stream: kinesis.IStream): Access {
    return new Access(grantee => readRecords(stream, grantee));
  }

  /** Put records on a Firehose stream, which delivers them. */
  public static deliverRecords(stream: firehose.IDeliveryStream): Access {
    return new Access(grantee => deliverRecords(stream, grantee));
  }

  /** Start executions of a state machine, without waiting for them. */
  public static startExecution(machine: sfn.IStateMachine): Access {
    return new Access(grantee => startExecution(machine, grantee));
  }

  /** Start executions of an express state machine and wait for their result. */
  public static startSyncExecution(machine: sfn.IStateMachine): Access {
    return new Access(grantee => startSyncExecution(machine, grantee));
  }

  /** Answer the tasks of a state machine that wait for a token: with a result, a failure or a heartbeat. */
  public static answerTasks(machine: sfn.IStateMachine): Access {
    return new Access(grantee => answerTasks(machine, grantee));
  }

  /** Invoke a function: the live alias of a steadfast one, the alias or version given, or $LATEST of a plain one. */
  public static invoke(fn: lambda.IFunction): Access {
    return new Access(grantee => invoke(fn, grantee));
  }

  /** Read the value of a secret; not describe, change or list secrets. */
  public static readSecret(secret: secretsmanager.ISecret): Access {
    return new Access(grantee => readSecret(secret, grantee));
  }

  /** Read the value of a parameter; a secure string that was imported with its `encryptionKey` is decrypted too. */
  public static readParameter(parameter: ssm.IParameter): Access {
    return new Access(grantee => readParameter(parameter, grantee));
  }

  /**
   * Read every parameter below a path, of the grantee's account and region.
   *
   * @param path such as `/shop/orders`
   * @param encryptionKey the customer key of secure strings among them
   * @throws when the path does not begin with a slash, ends with one, or holds a wildcard
   */
  public static readParametersByPath(path: string, encryptionKey?: kms.IKey): Access {
    return new Access(grantee => readParametersByPath(path, encryptionKey, grantee));
  }

  /** Encrypt data with a key, or make data keys. */
  public static encrypt(key: kms.IKey): Access {
    return new Access(grantee => encrypt(key, grantee));
  }

  /** Decrypt data, or data keys, with a key. */
  public static decrypt(key: kms.IKey): Access {
    return new Access(grantee => decrypt(key, grantee));
  }

  /**
   * Connect to a database through its proxy with IAM authentication, as one user of the database.
   *
   * @throws when the user is not one named user
   */
  public static connect(proxy: rds.IDatabaseProxy, user: string): Access {
    return new Access(grantee => connect(proxy, user, grantee));
  }

  /**
   * Connect to a cluster without a proxy, with IAM authentication, as one user of the database; each execution then holds a connection of its own.
   *
   * @throws when the user is not one named user
   */
  public static connectToCluster(cluster: rds.IDatabaseCluster, user: string): Access {
    return new Access(grantee => connect(cluster, user, grantee));
  }

  /**
   * Connect to a database instance without a proxy, with IAM authentication, as one user of the database; each execution then holds a connection of its own.
   *
   * @throws when the user is not one named user
   */
  public static connectToInstance(instance: rds.IDatabaseInstance, user: string): Access {
    return new Access(grantee => connect(instance, user, grantee));
  }

  /** Run statements and transactions through the Data API of a cluster, with the credentials in a secret. */
  public static executeStatements(cluster: rds.IDatabaseCluster, secret: secretsmanager.ISecret): Access {
    return new Access(grantee => executeStatements(cluster, secret, grantee));
  }

  /** Connect to a serverless cache with IAM authentication, as one of its users. */
  public static connectToCache(cache: elasticache.CfnServerlessCache, user: elasticache.CfnUser): Access {
    return new Access(grantee => connectToCache(cache, user, grantee));
  }

  /** Connect to a cache of nodes (a replication group) with IAM authentication, as one of its users. */
  public static connectToReplicationGroup(group: elasticache.CfnReplicationGroup, user: elasticache.CfnUser): Access {
    return new Access(grantee => connectToReplicationGroup(group, user, grantee));
  }

  /** Put metrics into one CloudWatch namespace; the action takes no resource, the namespace is its condition. */
  public static putMetrics(namespace: string): Access {
    return new Access(grantee => putMetrics(namespace, grantee));
  }

  /**
   * Send mail from a verified identity of SES.
   *
   * @param identity the domain or address that the mail is from
   * @param configurationSet the configuration set the mail is sent with, also where it is the identity's default
   */
  public static sendEmail(identity: ses.IEmailIdentity, configurationSet?: ses.IConfigurationSet): Access {
    return new Access(grantee => sendEmail(identity, configurationSet, grantee));
  }

  private constructor(private readonly grantOf: (grantee: iam.IGrantable) => iam.Grant) {}

  /**
   * Grants this access to a function, a role or any other grantee.
   *
   * @throws when a resource would be opened to a service, or to everybody, without a condition on whose behalf it comes
   */
  public grantTo(grantee: iam.IGrantable): iam.Grant {
    return this.grantOf(grantee);
  }
}
