import { join } from 'node:path';
import { CfnOutput, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { StreamTotalsStack, StreamTotalsStackProps } from '../stream-totals-stack';

/** The example as it is, but for the trouble around its handler. */
export class DemoStack extends StreamTotalsStack {
  constructor(scope: Construct, id: string, props: Omit<StreamTotalsStackProps, 'entry'>) {
    super(scope, id, { ...props, entry: join(__dirname, 'troubled-aggregate.ts') });
    new CfnOutput(this, 'FunctionName', { value: this.aggregate.unqualified.functionName });
    new CfnOutput(this, 'ParkedBucket', { value: (this.node.findChild('SteadfastFailedRecords') as s3.Bucket).bucketName });
  }
}
