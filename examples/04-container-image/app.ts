import { App } from 'aws-cdk-lib';
import { ImageStack } from './image-stack';

new ImageStack(new App(), 'Image');
