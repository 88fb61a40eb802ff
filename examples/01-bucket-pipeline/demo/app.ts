import { App } from 'aws-cdk-lib';
import { DemoStack, DemoStackProps } from './demo-stack';

const app = new App();
new DemoStack(app, 'CsvImportDemo', {
  keyColumn: app.node.getContext('keyColumn') as DemoStackProps['keyColumn'],
  alarmTopicArn: app.node.getContext('alarmTopicArn') as DemoStackProps['alarmTopicArn'],
  trouble: app.node.getContext('trouble') as DemoStackProps['trouble'],
});
