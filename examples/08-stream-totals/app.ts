import { App } from 'aws-cdk-lib';
import { CustomerTotalsStack } from './customer-totals-stack';
import { StreamTotalsStack } from './stream-totals-stack';

const app = new App();
const alarmTopicArn = app.node.getContext('alarmTopicArn') as string;
new StreamTotalsStack(app, 'StreamTotals', { alarmTopicArn });
new CustomerTotalsStack(app, 'CustomerTotals', { alarmTopicArn });
