import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { patterns, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

export interface OrdersApiStackProps extends StackProps {
  /** Who signs the tokens. */
  readonly issuer: string;

  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/index.ts
   */
  readonly entry?: string;
}

/** Users and their orders, behind tokens. */
export class OrdersApiStack extends Stack {
  public readonly handler: SteadfastNodejsFunction;
  public readonly api: patterns.TableApi;

  constructor(scope: Construct, id: string, props: OrdersApiStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.handler = new SteadfastNodejsFunction(this, 'Handler', {
      entry: props.entry ?? join(__dirname, 'handler', 'index.ts'),
      timeout: Duration.seconds(10),
    });
    this.api = new patterns.TableApi(this, 'Orders', {
      handler: this.handler,
      authorization: patterns.ApiAuthorization.jwt({ issuer: props.issuer, audience: ['orders'] }),
      routes: ['ANY /users', 'ANY /users/{id}', 'ANY /orders', 'ANY /orders/{id}'],
    });

    new CfnOutput(this, 'Url', { value: this.api.url });
    new CfnOutput(this, 'TableName', { value: this.api.table.tableName });
  }
}
