import { App } from 'aws-cdk-lib';
import { DemoStack } from './demo-stack';

const app = new App();
new DemoStack(app, 'OrdersApiDemo', {
  issuer: app.node.getContext('issuer') as string,
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
});
