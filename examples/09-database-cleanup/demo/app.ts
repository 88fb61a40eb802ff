import { App } from 'aws-cdk-lib';
import { DemoStack } from './demo-stack';
import { CleanupStackProps } from '../cleanup-stack';

const app = new App();
new DemoStack(app, 'OrdersCleanupDemo', {
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
  database: app.node.getContext('database') as CleanupStackProps['database'],
});
