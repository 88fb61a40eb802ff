import { join } from 'path';
import {
  Duration, Stack, aws_apigatewayv2 as apigatewayv2, aws_apigatewayv2_authorizers as authorizers, aws_apigateway as apigateway,
  aws_applicationautoscaling as scaling, aws_cloudfront as cloudfront, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_ec2 as ec2,
  aws_elasticloadbalancingv2 as elb, aws_events as events, aws_kinesis as kinesis, aws_kinesisfirehose as firehose, aws_kms as kms,
  aws_lambda as lambda, aws_logs as logs, aws_rds as rds, aws_s3 as s3, aws_scheduler as scheduler, aws_secretsmanager as secretsmanager,
  aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import {
  Access, AlarmTopic, ApplicationSignals, BucketDelivery, BucketEvent, BucketTrigger, Concurrency, DeliveryTransform, EdgeFunction, EventTrigger,
  FailedRecords, FailurePath, FunctionAlarms, FunctionSecrets, FunctionTask, HttpIntegration, LoadBalancerTarget, LogTrigger, Logs, MemorySize,
  Network, NetworkEgress, patterns, ProxyConnection, QueueTrigger, Release, RestIntegration, RestJwtAuthorizer, RuleTrigger,
  ScheduleTrigger, SecurityHeaders,
  ServiceAlarm, ServiceDashboard, SmokeTest, SteadfastDefaults, SteadfastHttpApi, SteadfastNodejsFunction, SteadfastRestApi, StreamTrigger,
  TableStreamTrigger, TopicTrigger, UrlTrigger, UserPoolTrigger, WebSocketIntegration,
} from '../../src';
import { SMALLEST_USES } from '../patterns/smallest-uses';
import { CODE, steadfastFunction } from '../support/stacks';

/** What somebody may have deployed, by name. */
export type Uses = Readonly<Record<string, (stack: Stack) => void>>;

const fn = steadfastFunction;
const connected = (source: (stack: Stack) => lambda.IEventSource) => (stack: Stack): void => (
  fn(stack, 'Function', { timeout: Duration.seconds(5) }).addEventSource(source(stack))
);
const bucket = (stack: Stack): s3.Bucket => new s3.Bucket(stack, 'Source');
const stream = (stack: Stack): kinesis.Stream => new kinesis.Stream(stack, 'Source');
const table = (stack: Stack): dynamodb.Table => new dynamodb.Table(stack, 'Source', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
});
const vpc = (stack: Stack): ec2.IVpc => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-1'],
});
const guard = (stack: Stack): ec2.ISecurityGroup => ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
const proxy = (stack: Stack): rds.IDatabaseProxy => rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
  dbProxyArn: 'arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123', dbProxyName: 'orders', endpoint: 'orders.proxy.example', securityGroups: [],
});
const daily = scheduler.ScheduleExpression.rate(Duration.days(1));
const placed: events.EventPattern = { source: ['shop'], detailType: ['placed'] };
const jwt = patterns.ApiAuthorization.jwt({ issuer: 'https://issuer.example', audience: ['orders'], scopes: ['write'] });

const FUNCTIONS: Uses = {
  'function, smallest': stack => void fn(stack),
  'function, fullest': stack => {
    SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
    fn(stack, 'Function', {
      failurePath: FailurePath.toQueue(),
      concurrency: Concurrency.provisioned({
        executions: 2, maxExecutions: 5, reserved: 10, schedules: [{ schedule: scaling.Schedule.cron({ hour: '8' }), min: 3 }],
      }),
      release: Release.canary({ percentage: 20, smokeTest: SmokeTest.ofEvent({ payload: {} }) }),
      alarms: FunctionAlarms.standard({ anomaly: true, eventAgeShare: 50 }),
      logs: Logs.json({ countColdStarts: true }),
      secrets: FunctionSecrets.cached({ secrets: { API_KEY: new secretsmanager.Secret(stack, 'Secret') } }),
      network: Network.privateSubnets(vpc(stack)),
    }).addEventSource(new TopicTrigger(new sns.Topic(stack, 'Topic')));
    new ServiceAlarm(stack, 'Health');
    new ServiceDashboard(stack, 'Page');
  },
  'function, bundled': stack => {
    const one = new SteadfastNodejsFunction(stack, 'Function', { entry: join(__dirname, '..', '..', 'bench', 'node-bundles', 'handler.ts') });
    one.addEventSource(new TopicTrigger(new sns.Topic(stack, 'Topic')));
  },
  'function, with access': stack => {
    const one = fn(stack, 'Function', {
      network: Network.privateSubnets(vpc(stack), { egress: [NetworkEgress.https()] }),
      memory: MemorySize.megabytes(512),
      applicationSignals: ApplicationSignals.byLayer(lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:mine:1')),
    });
    one.grantAccess(Access.readObjects(bucket(stack), 'in/'), Access.sendMessages(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: new kms.Key(stack, 'Key') })));
    new ProxyConnection({ proxy: proxy(stack), user: 'app', database: 'orders', port: 5432, securityGroup: guard(stack) }).connect(one);
    AlarmTopic.of(stack);
  },
  'function, failing to what is given': stack => {
    const paths = [
      FailurePath.toSharedQueue(), FailurePath.toQueue(new sqs.Queue(stack, 'Queue')), FailurePath.toTopic(new sns.Topic(stack, 'Topic')),
      FailurePath.toBucket(bucket(stack)), FailurePath.toBus(new events.EventBus(stack, 'Bus')),
    ];
    paths.forEach((failurePath, index) => fn(stack, `Function${index}`, { failurePath }).addEventSource(new EventTrigger(placed)));
  },
  'function at the edge': stack => {
    const { code, handler, runtime } = CODE;
    new EdgeFunction(stack, 'Function', { code, handler, runtime }).at(cloudfront.LambdaEdgeEventType.VIEWER_REQUEST);
    new SecurityHeaders(stack, 'Headers');
  },
};

const TRIGGERS: Uses = {
  'queue, smallest': connected(() => new QueueTrigger()),
  'queue, fullest': connected(() => new QueueTrigger({ fifo: true, batchSize: 5, maxConcurrency: 10, filters: [lambda.FilterCriteria.filter({ body: { a: [1] } })] })),
  'topic': connected(stack => new TopicTrigger(new sns.Topic(stack, 'Source'))),
  'bucket, smallest': connected(stack => new BucketTrigger(bucket(stack))),
  'bucket, fullest': connected(stack => new BucketTrigger(bucket(stack), {
    prefix: 'in/', suffix: '.csv', events: [BucketEvent.CREATED, BucketEvent.DELETED], delivery: BucketDelivery.throughQueue(),
  })),
  'bucket notifying a queue': connected(stack => new BucketTrigger(bucket(stack), { delivery: BucketDelivery.notifyingQueue() })),
  'event': connected(() => new EventTrigger(placed)),
  'rule': connected(stack => new RuleTrigger(new events.Rule(stack, 'Source', { eventPattern: placed }))),
  'schedule': connected(() => new ScheduleTrigger(daily)),
  'stream, smallest': connected(stack => new StreamTrigger(stream(stack))),
  'stream, fullest': connected(stack => new StreamTrigger(stream(stack), { enhancedFanOut: true, tumblingWindow: Duration.minutes(1) })),
  'stream, failing to a topic': connected(stack => new StreamTrigger(stream(stack), { failedRecords: FailedRecords.toTopic(new sns.Topic(stack, 'Failed')) })),
  'table stream': connected(stack => new TableStreamTrigger(table(stack))),
  'url': connected(() => new UrlTrigger()),
  'user pool': connected(stack => new UserPoolTrigger(new cognito.UserPool(stack, 'Source'), cognito.UserPoolOperation.PRE_SIGN_UP)),
  'log group': stack => {
    const group = new logs.LogGroup(stack, 'Source');
    group.addSubscriptionFilter('Filter', { destination: new LogTrigger(fn(stack)), filterPattern: logs.FilterPattern.allEvents() });
  },
  'workflow': stack => {
    new sfn.StateMachine(stack, 'Source', { definitionBody: sfn.DefinitionBody.fromChainable(new FunctionTask(stack, 'Task', { lambdaFunction: fn(stack) })) });
  },
  'HTTP API': stack => {
    const api = new SteadfastHttpApi(stack, 'Source', { defaultAuthorizer: new authorizers.HttpIamAuthorizer() });
    api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.GET], integration: new HttpIntegration('Integration', fn(stack)) });
  },
  'REST API': stack => {
    const api = new SteadfastRestApi(stack, 'Source', { defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } });
    api.root.addMethod('GET', new RestIntegration(fn(stack)));
  },
  'REST API of an issuer': stack => {
    const authorizer = new RestJwtAuthorizer(stack, 'Authorizer', { issuer: 'https://issuer.example', audience: ['orders'] });
    const api = new SteadfastRestApi(stack, 'Source', { defaultMethodOptions: { authorizer, authorizationType: apigateway.AuthorizationType.CUSTOM } });
    api.root.addMethod('GET', new RestIntegration(fn(stack)));
  },
  'WebSocket API': stack => {
    const one = fn(stack);
    const api = new apigatewayv2.WebSocketApi(stack, 'Source');
    api.addRoute('$connect', { integration: new WebSocketIntegration('Integration', one), authorizer: new authorizers.WebSocketIamAuthorizer() });
    api.addRoute('order', { integration: new WebSocketIntegration('Integration', one) });
  },
  'load balancer': stack => {
    new elb.ApplicationTargetGroup(stack, 'Source', { targetGroupName: 'orders', targets: [new LoadBalancerTarget(fn(stack))] });
  },
  'delivery stream': stack => {
    const lake = new firehose.S3Bucket(bucket(stack), { processors: [new DeliveryTransform(fn(stack))], errorOutputPrefix: 'failed/' });
    new firehose.DeliveryStream(stack, 'Delivery', { destination: lake });
  },
};

const PATTERNS: Uses = {
  ...Object.fromEntries(Object.entries(SMALLEST_USES).map(([name, { fill }]) => [`${name}, smallest`, fill])),
  'TableApi, fullest': stack => {
    const api = new patterns.TableApi(stack, 'Orders', { handler: fn(stack), authorization: jwt, front: patterns.ApiFront.rest(), routes: ['GET /orders'] });
    api.addRoutes(['POST /orders/{id}'], fn(stack, 'Writer'));
  },
  'BucketPipeline, fullest': stack => void new patterns.BucketPipeline(stack, 'Import', {
    validate: fn(stack, 'Validate', { release: Release.canary() }), process: fn(stack, 'Process', { concurrency: Concurrency.reserved(5) }), prefix: 'uploads/',
  }),
  'ScheduledJob, fullest': stack => void new patterns.ScheduledJob(stack, 'Nightly', {
    schedule: new ScheduleTrigger(daily), job: fn(stack), archive: patterns.JobArchive.newBucket(), report: patterns.JobReport.newTopic(),
  }),
  'StreamProcessor, fullest': stack => void new patterns.StreamProcessor(stack, 'Totals', {
    aggregate: fn(stack), source: patterns.StreamSource.table(table(stack)),
  }),
  'ImagePipeline, fullest': stack => void new patterns.ImagePipeline(stack, 'Images', {
    render: fn(stack), thumbnailBucket: bucket(stack), delivery: BucketDelivery.throughRule(),
  }),
  'ChunkedJob, fullest': stack => void new patterns.ChunkedJob(stack, 'Reindex', {
    worker: patterns.ChunkWorker.function(fn(stack)), chunks: patterns.ChunkSource.plannedBy(fn(stack, 'Plan')),
  }),
  'RequestInbox, fullest': stack => void new patterns.RequestInbox(stack, 'Inbox', { worker: fn(stack), authorization: jwt, path: '/shop/orders' }),
};

export const USES: Uses = { ...FUNCTIONS, ...TRIGGERS, ...PATTERNS };
