import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { patterns } from '../../../src';
import { IntakeStack, IntakeStackProps } from '../intake-stack';

/** The example as it is, but for trouble around its handler, less time for it, and callers that sign nothing. */
export class DemoStack extends IntakeStack {
  constructor(scope: Construct, id: string, props: Pick<IntakeStackProps, 'alarmTopicArn'>) {
    super(scope, id, {
      ...props,
      entry: join(__dirname, 'troubled-take-order.ts'),
      timeout: Duration.seconds(3),
      authorization: patterns.ApiAuthorization.none('the demo signs nothing'),
    });
  }
}
