import { App } from 'aws-cdk-lib';
import { StreamTotalsStack } from './stream-totals-stack';

const app = new App();
new StreamTotalsStack(app, 'StreamTotals', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
