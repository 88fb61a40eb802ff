import { App, CfnOutput } from 'aws-cdk-lib';
import { PricesStack } from '../prices-stack';

const app = new App();
const stack = new PricesStack(app, 'PricesDemo', { alarmTopicArn: app.node.getContext('alarmTopicArn') as string });
new CfnOutput(stack, 'Live', { value: stack.fn.functionArn });
