import {
  App, Duration, Stack,
  aws_apigatewayv2 as apigatewayv2,
  aws_apigatewayv2_authorizers as authorizers,
  aws_dynamodb as dynamodb,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
  aws_s3 as s3,
  aws_scheduler as scheduler,
  aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { CODE, steadfastFunction } from './stacks';
import {
  Access, Concurrency, HttpIntegration, patterns, QueueTrigger, Release, ScheduleTrigger, SteadfastDefaults, SteadfastHttpApi, TableStreamTrigger,
  TopicTrigger,
} from '../../src';

/** A shop of several stacks: what ours make, and one stack of an earlier time, with what plain functions are often found with. */
export function shop(): App {
  const app = new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': true }, analyticsReporting: false });
  const { placed, orders } = storefront(app);
  fulfilment(app, orders, placed);
  pictures(app);
  oldReports(app);
  return app;
}

function stackOf(app: App, id: string): Stack {
  const stack = new Stack(app, id, { env: { region: 'us-east-1', account: '111111111111' } });
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:us-east-1:111111111111:on-call') });
  return stack;
}

function storefront(app: App): { readonly placed: sns.Topic; readonly orders: dynamodb.Table } {
  const stack = stackOf(app, 'Storefront');
  const orders = new dynamodb.Table(stack, 'Orders', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
  });
  const placed = new sns.Topic(stack, 'OrderPlaced', { enforceSSL: true });
  const checkout = steadfastFunction(stack, 'Checkout', { timeout: Duration.seconds(10), memorySize: 512, release: Release.canary(), concurrency: Concurrency.provisioned({ executions: 2 }) });
  checkout.grantAccess(Access.writeItems(orders), Access.publish(placed));
  const catalogue = steadfastFunction(stack, 'Catalogue', { timeout: Duration.seconds(5), memorySize: 256 });
  catalogue.grantAccess(Access.readItems(orders));
  const api = new SteadfastHttpApi(stack, 'ShopApi', { defaultAuthorizer: new authorizers.HttpIamAuthorizer() });
  api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.POST], integration: new HttpIntegration('Checkout', checkout) });
  const browse = new HttpIntegration('Catalogue', catalogue);
  api.addRoutes({ path: '/items', methods: [apigatewayv2.HttpMethod.GET], integration: browse });
  api.addRoutes({ path: '/items/{id}', methods: [apigatewayv2.HttpMethod.GET], integration: browse });
  const charge = steadfastFunction(stack, 'Charge', { timeout: Duration.seconds(20), memorySize: 512 });
  charge.addEventSource(new TopicTrigger(placed));
  charge.grantAccess(Access.writeItems(orders));
  return { placed, orders };
}

function fulfilment(app: App, orders: dynamodb.Table, placed: sns.Topic): void {
  const stack = stackOf(app, 'Fulfilment');
  const dispatch = steadfastFunction(stack, 'Dispatch', { timeout: Duration.seconds(30), memorySize: 512 });
  dispatch.addEventSource(new TableStreamTrigger(orders));
  const parcels = new sqs.Queue(stack, 'Parcels', {
    visibilityTimeout: Duration.minutes(6),
    enforceSSL: true,
    deadLetterQueue: { maxReceiveCount: 5, queue: new sqs.Queue(stack, 'ParcelsParked', { retentionPeriod: Duration.days(14), enforceSSL: true }) },
  });
  dispatch.grantAccess(Access.sendMessages(parcels));
  const label = steadfastFunction(stack, 'PrintLabel', { timeout: Duration.seconds(45), memorySize: 1024 });
  label.addEventSource(new QueueTrigger({ queue: parcels }));
  const labels = new s3.Bucket(stack, 'Labels', { enforceSSL: true });
  label.grantAccess(Access.writeObjects(labels, 'out/'));
  const mail = steadfastFunction(stack, 'SendMail', { timeout: Duration.seconds(15) });
  mail.addEventSource(new TopicTrigger(placed));
  const reconcile = steadfastFunction(stack, 'Reconcile', { timeout: Duration.minutes(5), memorySize: 1024, concurrency: Concurrency.reserved(1) });
  reconcile.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.hours(6))));
  reconcile.grantAccess(Access.scan(orders));
}

function pictures(app: App): void {
  const stack = stackOf(app, 'Pictures');
  new patterns.BucketPipeline(stack, 'Import', {
    validate: steadfastFunction(stack, 'Validate', { timeout: Duration.seconds(60), memorySize: 1024 }),
    process: steadfastFunction(stack, 'Resize', { timeout: Duration.seconds(30), memorySize: 1769 }),
  });
}

/** Written before anybody looked. */
function oldReports(app: App): void {
  const stack = new Stack(app, 'OldReports', { env: { region: 'us-east-1', account: '111111111111' } });
  const nightly = new sns.Topic(stack, 'Nightly');
  const archive = new s3.Bucket(stack, 'Archive');
  const exportAll = new lambda.Function(stack, 'ExportAll', { ...CODE, timeout: Duration.minutes(14) });
  exportAll.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
  nightly.addSubscription(new subscriptions.LambdaSubscription(exportAll));
  const requests = new sqs.Queue(stack, 'Requests', { visibilityTimeout: Duration.seconds(30) });
  const render = new lambda.Function(stack, 'Render', { ...CODE, timeout: Duration.seconds(30) });
  render.addEventSource(new sources.SqsEventSource(requests));
  archive.grantReadWrite(render);
}

/** What the shop expects of a month, as a workload file says it. */
export const SHOP_WORKLOAD = {
  functions: {
    'Storefront/Checkout': { requestsPerMonth: 3_000_000, averageDuration: 180, peakRequestsPerSecond: 12 },
    'Storefront/Catalogue': { requestsPerMonth: 40_000_000, averageDuration: 45, peakRequestsPerSecond: 90 },
    'Storefront/Charge': { requestsPerMonth: 3_000_000, averageDuration: 900 },
    'Fulfilment/Dispatch': { requestsPerMonth: 1_200_000, averageDuration: 120, averageBatchSize: 5 },
    'Fulfilment/PrintLabel': { requestsPerMonth: 3_000_000, averageDuration: 2_500 },
    'Fulfilment/SendMail': { requestsPerMonth: 3_000_000, averageDuration: 300 },
    'Fulfilment/Reconcile': { requestsPerMonth: 120, averageDuration: 90_000 },
    'Pictures/Validate': { requestsPerMonth: 200_000, averageDuration: 400 },
    'Pictures/Resize': { requestsPerMonth: 200_000, averageDuration: 1_800 },
    'OldReports/ExportAll': { requestsPerMonth: 30, averageDuration: 600_000 },
    'OldReports/Render': { requestsPerMonth: 50_000, averageDuration: 4_000 },
  },
};
