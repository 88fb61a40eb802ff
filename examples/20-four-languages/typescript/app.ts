import { join } from 'node:path';
import { App, Duration, Stack, Validations, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Access, Concurrency, QueueTrigger, Release, SteadfastDefaults, SteadfastFunction, rules } from 'cdk-steadfast';

const app = new App();
Validations.of(app).addPlugins(new rules.SteadfastChecks());
const stack = new Stack(app, 'Orders');
const alarms = sns.Topic.fromTopicArn(stack, 'Alarms', `arn:aws:sns:${stack.region}:${stack.account}:alarms`);
SteadfastDefaults.of(app).set({ alarmTopic: alarms });

const orders = new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
});

const store = new SteadfastFunction(stack, 'Store', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromAsset(join(__dirname, '..', 'handler')),
  timeout: Duration.seconds(20),
  environment: { TABLE_NAME: orders.tableName },
  concurrency: Concurrency.reserved(10),
  release: Release.canary(),
});
store.grantAccess(Access.writeItems(orders));
store.addEventSource(new QueueTrigger());

app.synth();
