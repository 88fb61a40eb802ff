import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TroublePlan } from './trouble';
import { CsvImportStack, CsvImportStackProps } from '../csv-import-stack';

export interface DemoStackProps extends Omit<CsvImportStackProps, 'processEntry'> {
  readonly trouble: TroublePlan;
}

/** The example as it is, but for the trouble around its handler and a queue that hears the notifications. */
export class DemoStack extends CsvImportStack {
  constructor(scope: Construct, id: string, { trouble, ...props }: DemoStackProps) {
    super(scope, id, { ...props, processEntry: join(__dirname, 'troubled-process.ts') });
    this.process.addEnvironment('TROUBLE_PLAN', JSON.stringify(trouble));
    this.process.addEnvironment('RETRY_BASE_SECONDS', '1');

    const heard = new Queue(this, 'Heard');
    this.pipeline.topic.addSubscription(new SqsSubscription(heard, { rawMessageDelivery: true }));
    new CfnOutput(this, 'HeardUrl', { value: heard.queueUrl });
  }
}
