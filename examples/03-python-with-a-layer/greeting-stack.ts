import { join } from 'node:path';
import { Duration, Size, Stack, StackProps, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastFunction } from '../../src';

/** A Python function whose shared code is a layer. Both are plain sources, so they run on arm64. */
export class GreetingStack extends Stack {
  public readonly fn: SteadfastFunction;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const shared = new lambda.LayerVersion(this, 'Shared', {
      code: lambda.Code.fromAsset(join(__dirname, 'layer')),
      compatibleRuntimes: [lambda.Runtime.PYTHON_3_14],
    });
    this.fn = new SteadfastFunction(this, 'Greet', {
      runtime: lambda.Runtime.PYTHON_3_14,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'handler')),
      layers: [shared],
    });
    this.fn.expects({ requestsPerMonth: 1_000_000, averageDuration: Duration.millis(20), logsPerRequest: Size.bytes(500) });
  }
}
