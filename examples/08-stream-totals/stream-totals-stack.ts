import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { patterns, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface StreamTotalsStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/aggregate.ts
   */
  readonly entry?: string;
}

/** Sales that arrive in a stream become totals for each product and day, every sale once. */
export class StreamTotalsStack extends Stack {
  public readonly aggregate: SteadfastNodejsFunction;
  public readonly processor: patterns.StreamProcessor;

  constructor(scope: Construct, id: string, props: StreamTotalsStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.aggregate = new SteadfastNodejsFunction(this, 'Aggregate', {
      entry: props.entry ?? join(__dirname, 'handler', 'aggregate.ts'),
      timeout: Duration.seconds(30),
    });
    this.processor = new patterns.StreamProcessor(this, 'Totals', { aggregate: this.aggregate });

    new CfnOutput(this, 'StreamName', { value: this.processor.stream!.streamName });
    new CfnOutput(this, 'TableName', { value: this.processor.totals.tableName });
  }
}
