import { join } from 'node:path';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { StreamTotalsStackProps } from './stream-totals-stack';
import { patterns, SteadfastDefaults, SteadfastFunction } from '../../src';

/** The changes of a table of orders become totals for each customer, every change once; in Python. */
export class CustomerTotalsStack extends Stack {
  public readonly aggregate: SteadfastFunction;
  public readonly orders: Table;
  public readonly processor: patterns.StreamProcessor;

  constructor(scope: Construct, id: string, props: Omit<StreamTotalsStackProps, 'entry'>) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.orders = new Table(this, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    this.aggregate = new SteadfastFunction(this, 'Aggregate', {
      runtime: Runtime.PYTHON_3_14,
      handler: 'index.handler',
      code: Code.fromAsset(join(__dirname, 'handler', 'python')),
      timeout: Duration.seconds(30),
    });
    this.processor = new patterns.StreamProcessor(this, 'Totals', { aggregate: this.aggregate, source: patterns.StreamSource.table(this.orders) });

    new CfnOutput(this, 'OrdersName', { value: this.orders.tableName });
    new CfnOutput(this, 'TableName', { value: this.processor.totals.tableName });
    new CfnOutput(this, 'FunctionName', { value: this.aggregate.unqualified.functionName });
  }
}
