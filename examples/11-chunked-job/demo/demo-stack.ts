import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RestoreStack, RestoreStackProps } from '../restore-stack';

/** The example as it is, but for trouble around its handler, less time for it, and for a small machine. */
export class DemoStack extends RestoreStack {
  constructor(scope: Construct, id: string, props: Pick<RestoreStackProps, 'alarmTopicArn'>) {
    super(scope, id, { ...props, entry: join(__dirname, 'troubled-restore.ts'), timeout: Duration.seconds(10), filesAtOnce: 3 });
  }
}
