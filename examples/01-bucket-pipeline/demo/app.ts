import { join } from 'node:path';
import { App, CfnOutput } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { TroublePlan } from './trouble';
import { CsvImportStack } from '../csv-import-stack';

// The example as it is, but for the trouble around its handler and a queue that hears the notifications.
const app = new App();
const stack = new CsvImportStack(app, 'CsvImportDemo', {
  keyColumn: app.node.getContext('keyColumn') as string,
  processEntry: join(__dirname, 'troubled-process.ts'),
});
stack.process.addEnvironment('TROUBLE_PLAN', JSON.stringify(app.node.getContext('trouble') as TroublePlan));
stack.process.addEnvironment('RETRY_BASE_SECONDS', '1');

const heard = new Queue(stack, 'Heard');
stack.pipeline.topic.addSubscription(new SqsSubscription(heard, { rawMessageDelivery: true }));
new CfnOutput(stack, 'HeardUrl', { value: heard.queueUrl });
