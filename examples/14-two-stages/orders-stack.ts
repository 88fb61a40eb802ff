import { join } from 'node:path';
import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { useLandingZone } from './organisation';
import { QueueTrigger, Release, SmokeTest, SteadfastFunction } from '../../src';

/** Takes orders from a queue. Nothing here asks which stage it is in. */
export class OrdersStack extends Stack {
  public readonly take: SteadfastFunction;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    useLandingZone(this);
    this.take = new SteadfastFunction(this, 'Take', {
      runtime: Runtime.PYTHON_3_14,
      handler: 'index.handler',
      code: Code.fromAsset(join(__dirname, 'handler')),
      timeout: Duration.seconds(20),
      release: Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: { Records: [] }, expectedResult: { batchItemFailures: [] } }) }),
    });
    this.take.addEventSource(new QueueTrigger());
  }
}
