import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CleanupStack, CleanupStackProps } from '../cleanup-stack';

/** The example as it is, but for trouble around its handler, less time, and a queue that hears the reports. */
export class DemoStack extends CleanupStack {
  constructor(scope: Construct, id: string, props: Omit<CleanupStackProps, 'entry'>) {
    super(scope, id, { ...props, entry: join(__dirname, 'troubled-cleanup.ts') });
    this.cleanup.addEnvironment('PGSSLMODE', 'disable');
    this.cleanup.addEnvironment('ROWS_A_FILE', '20');
    this.cleanup.addEnvironment('RESERVE_MS', '1000');
    (this.cleanup.node.defaultChild as CfnFunction).timeout = 3;

    const heard = new Queue(this, 'Heard');
    this.job.reportTopic!.addSubscription(new SqsSubscription(heard, { rawMessageDelivery: true }));
    new CfnOutput(this, 'HeardUrl', { value: heard.queueUrl });
    new CfnOutput(this, 'FunctionName', { value: this.cleanup.unqualified.functionName });
    new CfnOutput(this, 'LiveAlias', { value: this.cleanup.functionArn });
    new CfnOutput(this, 'ParkedUrl', { value: this.parkedUrl });
  }

  private get parkedUrl(): string {
    return (this.node.findChild('SteadfastParking') as Queue).queueUrl;
  }
}
