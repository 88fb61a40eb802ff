import { join } from 'node:path';
import { Duration, Size, Stack, StackProps, aws_ecr_assets as assets, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastFunction } from '../../src';

/** A function from a container image, for what does not fit into 250 MB. */
export class ImageStack extends Stack {
  public readonly fn: SteadfastFunction;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.fn = new SteadfastFunction(this, 'Convert', {
      runtime: lambda.Runtime.FROM_IMAGE,
      handler: lambda.Handler.FROM_IMAGE,
      code: lambda.Code.fromAssetImage(join(__dirname, 'image'), { platform: assets.Platform.LINUX_ARM64 }),
      architecture: lambda.Architecture.ARM_64,
      memorySize: 2048,
    });
    this.fn.expects({ requestsPerMonth: 200_000, averageDuration: Duration.seconds(4), logsPerRequest: Size.kibibytes(2) });
  }
}
