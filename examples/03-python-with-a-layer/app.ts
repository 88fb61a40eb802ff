import { App } from 'aws-cdk-lib';
import { GreetingStack } from './greeting-stack';

new GreetingStack(new App(), 'Greeting');
