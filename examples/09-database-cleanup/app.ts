import { App } from 'aws-cdk-lib';
import { CleanupStack, CleanupStackProps } from './cleanup-stack';

const app = new App();
new CleanupStack(app, 'OrdersCleanup', {
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
  database: app.node.getContext('database') as CleanupStackProps['database'],
});
