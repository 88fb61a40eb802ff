import { App } from 'aws-cdk-lib';
import { IntakeStack } from './intake-stack';

const app = new App();
new IntakeStack(app, 'OrderIntake', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
