import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Access, patterns, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface RestoreStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/restore.ts
   */
  readonly entry?: string;

  /** @default - 5 minutes for a file */
  readonly timeout?: Duration;

  /** @default - 20 files at the same time */
  readonly filesAtOnce?: number;
}

const ARCHIVE = 'archive/';

/** Years of archived orders, in thousands of compressed files, come back into a table: hours of work, and no function runs for more than minutes. */
export class RestoreStack extends Stack {
  public readonly restore: SteadfastNodejsFunction;
  public readonly job: patterns.ChunkedJob;

  constructor(scope: Construct, id: string, props: RestoreStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    const archive = new Bucket(this, 'Archive', {
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.restore = new SteadfastNodejsFunction(this, 'Restore', {
      entry: props.entry ?? join(__dirname, 'handler', 'restore.ts'),
      environment: { ARCHIVE_BUCKET: archive.bucketName, TABLE_NAME: orders.tableName },
      timeout: props.timeout ?? Duration.minutes(5),
      memorySize: 1024,
    });
    this.restore.grantAccess(Access.readObjects(archive, ARCHIVE), Access.writeItems(orders));
    this.job = new patterns.ChunkedJob(this, 'Job', {
      chunks: patterns.ChunkSource.objects(archive, ARCHIVE),
      worker: patterns.ChunkWorker.function(this.restore),
      maxConcurrency: props.filesAtOnce ?? 20,
    });

    new CfnOutput(this, 'ArchiveBucket', { value: archive.bucketName });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'Workflow', { value: this.job.stateMachine.stateMachineArn });
    new CfnOutput(this, 'ParkedUrl', { value: this.job.parking.queueUrl });
    new CfnOutput(this, 'FunctionName', { value: this.restore.unqualified.functionName });
  }
}
