import { App } from 'aws-cdk-lib';
import { OrdersApiStack } from './orders-api-stack';

const app = new App();
new OrdersApiStack(app, 'OrdersApi', {
  issuer: app.node.getContext('issuer') as string,
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
});
