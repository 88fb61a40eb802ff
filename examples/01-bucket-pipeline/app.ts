import { App } from 'aws-cdk-lib';
import { CsvImportStack } from './csv-import-stack';

const app = new App();
new CsvImportStack(app, 'CsvImport', {
  keyColumn: app.node.getContext('keyColumn') as string,
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
});
