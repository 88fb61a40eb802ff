import { App } from 'aws-cdk-lib';
import { PipelineStack } from './pipeline-stack';

const app = new App();
new PipelineStack(app, 'OrdersPipeline', {
  repository: app.node.getContext('repository') as string,
  connectionArn: app.node.getContext('connectionArn') as string,
  env: { account: '111122223333', region: 'eu-west-1' },
});
