import { App } from 'aws-cdk-lib';
import { OrdersStack } from './orders-stack';

const app = new App();
new OrdersStack(app, 'Orders', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
