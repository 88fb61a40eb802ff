import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { patterns, QueueTrigger, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface CsvImportStackProps extends StackProps {
  /** The column whose value becomes the key of the item. */
  readonly keyColumn: string;

  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler that works off the queue.
   *
   * @default - handler/process.ts
   */
  readonly processEntry?: string;
}

/** A CSV file that is dropped under `incoming/` becomes items in a table, one a row. */
export class CsvImportStack extends Stack {
  public readonly pipeline: patterns.BucketPipeline;
  public readonly validate: SteadfastNodejsFunction;
  public readonly process: SteadfastNodejsFunction;

  constructor(scope: Construct, id: string, props: CsvImportStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.validate = new SteadfastNodejsFunction(this, 'Validate', {
      entry: join(__dirname, 'handler', 'validate.ts'),
      environment: { KEY_COLUMN: props.keyColumn },
      // One invocation reads a whole file; well below Lambda's longest, 15 minutes.
      timeout: Duration.minutes(13),
      memorySize: 1024,
    });
    this.process = new SteadfastNodejsFunction(this, 'Process', {
      entry: props.processEntry ?? join(__dirname, 'handler', 'process.ts'),
      // Ten small writes: whatever takes longer is better tried again, and that soon.
      timeout: Duration.seconds(4),
    });
    this.pipeline = new patterns.BucketPipeline(this, 'Import', {
      validate: this.validate,
      process: this.process,
      buffer: new QueueTrigger({ maxConcurrency: 5 }),
    });

    new CfnOutput(this, 'BucketName', { value: this.pipeline.bucket.bucketName });
    new CfnOutput(this, 'QueueUrl', { value: this.pipeline.queue.queueUrl });
    new CfnOutput(this, 'ParkedUrl', { value: this.pipeline.deadLetterQueue!.queueUrl });
    new CfnOutput(this, 'TableName', { value: this.pipeline.table.tableName });
    new CfnOutput(this, 'TopicArn', { value: this.pipeline.topic.topicArn });
  }
}
