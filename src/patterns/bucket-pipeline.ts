import { aws_dynamodb as dynamodb, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeBucket, makeTable, makeTopic } from './pattern-stores';
import { answerRulePacks } from './rule-packs';
import { refuseRecursion } from './separate-places';
import { Access } from '../access/access';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { BucketTrigger } from '../triggers/bucket/bucket-trigger';
import { QueueTrigger } from '../triggers/queue/queue-trigger';

/** Properties of a BucketPipeline. */
export interface BucketPipelineProps {
  /**
   * The function that validates an uploaded object and sends what it holds to the queue.
   *
   * It finds `QUEUE_URL` and `REJECTED_PREFIX` in its environment.
   */
  readonly validate: lambda.Function;

  /**
   * The function that works off the queue, writes the table and publishes to the topic.
   *
   * It finds `QUEUE_URL`, `TABLE_NAME` and `TOPIC_ARN` in its environment.
   */
  readonly process: lambda.Function;

  /**
   * Where objects are uploaded to.
   *
   * @default - a private, encrypted, versioned bucket that is reachable over TLS only
   */
  readonly bucket?: s3.Bucket;

  /**
   * What the keys of uploaded objects start with; not what rejected content is written under.
   *
   * @default 'incoming/'
   */
  readonly prefix?: string;

  /**
   * What the validating function may write under, to say what it rejected.
   *
   * @default 'rejected/'
   */
  readonly rejectedPrefix?: string;

  /**
   * The buffer between the two functions.
   *
   * @default new QueueTrigger()
   */
  readonly buffer?: QueueTrigger;

  /**
   * Where results are stored.
   *
   * @default - an on-demand table with the partition key `pk`, encrypted, with point-in-time recovery
   */
  readonly table?: dynamodb.ITable;

  /**
   * Where results are announced.
   *
   * @default - an encrypted topic that is reachable over TLS only
   */
  readonly topic?: sns.ITopic;
}

/**
 * Upload -> validate -> queue -> process -> table and topic, and nothing lost on the way.
 *
 * What fails to validate on every attempt, or could not be delivered, is parked in the stack's parking queue;
 * what fails to be processed on every attempt is parked in the buffer's dead-letter queue.
 *
 * @example
 * const validate = new SteadfastNodejsFunction(this, 'Validate', { entry: 'handler/validate.ts' });
 * const process = new SteadfastNodejsFunction(this, 'Process', { entry: 'handler/process.ts' });
 * new patterns.BucketPipeline(this, 'Import', { validate, process });
 */
export class BucketPipeline extends Construct {
  /** Where objects are uploaded to. */
  public readonly bucket: s3.Bucket;

  /** The queue between the two functions. */
  public readonly queue: sqs.IQueue;

  /** Where messages are parked that failed on every attempt; undefined where the buffer was given its queue. */
  public readonly deadLetterQueue?: sqs.IQueue;

  /** Where results are stored. */
  public readonly table: dynamodb.ITable;

  /** Where results are announced. */
  public readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, props: BucketPipelineProps) {
    super(scope, id);
    const { validate, process, prefix = 'incoming/', rejectedPrefix = 'rejected/', buffer = new QueueTrigger() } = props;
    this.bucket = props.bucket ?? makeBucket(this, 'Bucket');
    refuseRecursion(this,
      { name: 'Uploads', prop: 'prefix', bucket: this.bucket, prefix },
      { name: 'rejected content', prop: 'rejectedPrefix', bucket: this.bucket, prefix: rejectedPrefix });
    this.table = props.table ?? makeTable(this);
    this.topic = props.topic ?? makeTopic(this, 'Topic');

    process.addEventSource(buffer);
    this.queue = buffer.queue;
    this.deadLetterQueue = buffer.deadLetterQueue;
    this.wireProcess(process);
    this.wireValidate(validate, prefix, rejectedPrefix);
    joinAlarms(this, 'HealthAlarm', 'functions fail, are throttled or come near their timeout', [validate, process].flatMap(alarmsOnRunning));
    answerRulePacks(this, validate, process);
  }

  private wireValidate(validate: lambda.Function, prefix: string, rejectedPrefix: string): void {
    Access.readObjects(this.bucket, prefix).grantTo(validate);
    Access.writeObjects(this.bucket, rejectedPrefix).grantTo(validate);
    Access.sendMessages(this.queue).grantTo(validate);
    validate.addEnvironment('QUEUE_URL', this.queue.queueUrl);
    validate.addEnvironment('REJECTED_PREFIX', rejectedPrefix);
    validate.addEventSource(new BucketTrigger(this.bucket, { prefix }));
  }

  private wireProcess(process: lambda.Function): void {
    Access.writeItems(this.table).grantTo(process);
    Access.publish(this.topic).grantTo(process);
    process.addEnvironment('QUEUE_URL', this.queue.queueUrl);
    process.addEnvironment('TABLE_NAME', this.table.tableName);
    process.addEnvironment('TOPIC_ARN', this.topic.topicArn);
  }
}
