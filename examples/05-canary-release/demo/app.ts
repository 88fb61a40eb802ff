import { App } from 'aws-cdk-lib';
import { DemoStack } from './demo-stack';

const app = new App();
new DemoStack(app, 'OrdersDemo', {
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
  version: app.node.getContext('version') as string,
  codeDeployEndpoint: app.node.getContext('codeDeployEndpoint') as string,
});
