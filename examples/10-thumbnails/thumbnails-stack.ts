import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { BucketDelivery, patterns, QueueTrigger, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface ThumbnailsStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * How the handler and its image library are packed.
   *
   * @default - the library is installed for Linux on arm64, whatever this machine is
   */
  readonly bundling?: BundlingOptions;

  /**
   * The file with the handler.
   *
   * @default - handler/render.ts
   */
  readonly entry?: string;

  /** @default - 30 seconds: an image of 50 million pixels takes one or two */
  readonly timeout?: Duration;
}

/** The library's binary must be for Lambda's machine, not for the one that packs: npm is told so as sharp's documentation has it. */
const FOR_LAMBDA: BundlingOptions = {
  nodeModules: ['sharp'],
  environment: { npm_config_os: 'linux', npm_config_cpu: 'arm64', npm_config_libc: 'glibc' },
};

/** An image that is uploaded gets a thumbnail, in the same bucket under another prefix. */
export class ThumbnailsStack extends Stack {
  public readonly render: SteadfastNodejsFunction;
  public readonly pipeline: patterns.ImagePipeline;

  constructor(scope: Construct, id: string, props: ThumbnailsStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.render = new SteadfastNodejsFunction(this, 'Render', {
      entry: props.entry ?? join(__dirname, 'handler', 'render.ts'),
      architecture: Architecture.ARM_64,
      bundling: props.bundling ?? FOR_LAMBDA,
      environment: { LARGEST_BYTES: String(30 * 1024 * 1024), MOST_PIXELS: String(50_000_000) },
      memorySize: 1769,
      timeout: props.timeout ?? Duration.seconds(30),
    });
    // One at a time: an image that brings down the process takes no other with it.
    const queue = new QueueTrigger({ batchSize: 1, maxConcurrency: 5 });
    this.pipeline = new patterns.ImagePipeline(this, 'Images', { render: this.render, delivery: BucketDelivery.throughQueue(queue) });

    new CfnOutput(this, 'BucketName', { value: this.pipeline.bucket.bucketName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queue.queueUrl });
    new CfnOutput(this, 'ParkedUrl', { value: queue.deadLetterQueue!.queueUrl });
    new CfnOutput(this, 'FunctionName', { value: this.render.unqualified.functionName });
  }
}
