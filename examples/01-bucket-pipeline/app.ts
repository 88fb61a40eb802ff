import { App, Duration, Size } from 'aws-cdk-lib';
import { CsvImportStack } from './csv-import-stack';

const app = new App();
const { validate, process } = new CsvImportStack(app, 'CsvImport', {
  keyColumn: app.node.getContext('keyColumn') as string,
  alarmTopicArn: app.node.getContext('alarmTopicArn') as string,
});

// Three thousand files a month, of three thousand rows each.
validate.expects({ requestsPerMonth: 3_000, averageDuration: Duration.seconds(4), logsPerRequest: Size.kibibytes(4) });
process.expects({ requestsPerMonth: 900_000, averageDuration: Duration.millis(150), averageBatchSize: 10, logsPerRequest: Size.kibibytes(1) });
