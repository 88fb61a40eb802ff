import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { JsonSchemaType } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Access, patterns, QueueTrigger, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface IntakeStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/take-order.ts
   */
  readonly entry?: string;

  /** @default - 10 seconds for ten orders */
  readonly timeout?: Duration;

  /** @default - signed requests of principals that may invoke the API */
  readonly authorization?: patterns.ApiAuthorization;
}

/** Orders come in bursts, and are taken at once; a function stores them at its own pace. */
export class IntakeStack extends Stack {
  public readonly takeOrder: SteadfastNodejsFunction;
  public readonly inbox: patterns.RequestInbox;

  constructor(scope: Construct, id: string, props: IntakeStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.takeOrder = new SteadfastNodejsFunction(this, 'TakeOrder', {
      entry: props.entry ?? join(__dirname, 'handler', 'take-order.ts'),
      environment: { TABLE_NAME: orders.tableName },
      timeout: props.timeout ?? Duration.seconds(10),
    });
    this.takeOrder.grantAccess(Access.putItems(orders));
    this.inbox = new patterns.RequestInbox(this, 'Inbox', {
      worker: this.takeOrder,
      authorization: props.authorization ?? patterns.ApiAuthorization.iam(),
      path: '/orders',
      schema: {
        type: JsonSchemaType.OBJECT,
        required: ['id', 'amount'],
        properties: { id: { type: JsonSchemaType.STRING, minLength: 1 }, amount: { type: JsonSchemaType.NUMBER } },
      },
      inbox: new QueueTrigger({ maxConcurrency: 5 }),
    });

    new CfnOutput(this, 'ApiId', { value: this.inbox.api.restApiId });
    new CfnOutput(this, 'QueueUrl', { value: this.inbox.queue.queueUrl });
    new CfnOutput(this, 'ParkedUrl', { value: this.inbox.deadLetterQueue!.queueUrl });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'FunctionName', { value: this.takeOrder.unqualified.functionName });
  }
}
