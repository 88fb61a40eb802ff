import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ThumbnailsStack, ThumbnailsStackProps } from '../thumbnails-stack';

/** The example as it is, but for trouble around its handler, smaller limits, and the image library of this machine. */
export class DemoStack extends ThumbnailsStack {
  constructor(scope: Construct, id: string, props: Pick<ThumbnailsStackProps, 'alarmTopicArn'>) {
    super(scope, id, {
      ...props,
      entry: join(__dirname, 'troubled-render.ts'),
      bundling: { externalModules: ['sharp', '@aws-sdk/*'] },
      timeout: Duration.seconds(3),
    });
    this.render.addEnvironment('LARGEST_BYTES', String(1024 * 1024));
  }
}
