import { App } from 'aws-cdk-lib';
import { PricesStack } from './prices-stack';

const app = new App();
new PricesStack(app, 'Prices', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
