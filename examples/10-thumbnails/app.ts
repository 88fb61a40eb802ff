import { App } from 'aws-cdk-lib';
import { ThumbnailsStack } from './thumbnails-stack';

const app = new App();
new ThumbnailsStack(app, 'Thumbnails', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
