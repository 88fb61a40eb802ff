import {
  App, Duration, Stack, aws_apigateway as rest, aws_apigatewayv2 as http, aws_apigatewayv2_authorizers as authorizers, aws_cognito as cognito,
  aws_dynamodb as dynamodb, aws_elasticloadbalancingv2 as elb, aws_iam as iam, aws_kinesis as kinesis, aws_kinesisfirehose as firehose,
  aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import {
  BucketDelivery, BucketTrigger, DeliveryTransform, EdgeFunction, EventTrigger, FunctionTask, HttpIntegration, LoadBalancerTarget, LogTrigger,
  QueueTrigger, RestIntegration, ScheduleTrigger, SteadfastDefaults, SteadfastFunction, StreamTrigger, TableStreamTrigger, TopicTrigger, UrlTrigger,
  UserPoolTrigger, WebSocketIntegration,
} from '../../src';
import { DeployedText } from '../support/deployed-text';
import { ServiceSimulation } from '../support/service-simulation';
import { Simulation } from '../support/simulation';
import { CODE, steadfastFunction } from '../support/stacks';
import { validatorFindings } from '../support/validator-findings';

/** Who asks to do what to which resource: a function's role, a delivery's role, or a service on somebody's behalf. */
type Question = [who: lambda.IFunction | iam.Role | string, action: string, resource: unknown, onBehalfOf?: string];

interface Answers {
  readonly must: Question[];
  readonly mustNot: Question[];
}

const INVOKE = 'lambda:InvokeFunction';
const arn = (service: string, resource: string, account: string = DeployedText.ACCOUNT): string => `arn:aws:${service}:us-east-1:${account}:${resource}`;
const FOREIGN = '222222222222';

const parking = (stack: Stack): sqs.Queue => stack.node.findChild('SteadfastParking') as sqs.Queue;
const strange = (stack: Stack): sqs.Queue => new sqs.Queue(stack, 'Strange');

/** A service that may invoke the live alias on behalf of one source, and neither for another source nor another version. */
function invokes(fn: SteadfastFunction, service: string, source: string, other: string): Answers {
  return {
    must: [[service, INVOKE, fn.functionArn, source]],
    mustNot: [
      [service, INVOKE, fn.functionArn, other], [service, INVOKE, fn.unqualified.functionArn, source],
      ['config.amazonaws.com', INVOKE, fn.functionArn, source],
    ],
  };
}

/** A function that parks what it failed, and a service that parks what it could not deliver. */
function parks(stack: Stack, fn: SteadfastFunction, service: string, source: string, foreign: string): Answers {
  const { queueArn } = parking(stack);
  return {
    must: [[fn, 'sqs:SendMessage', queueArn], [service, 'sqs:SendMessage', queueArn, source]],
    mustNot: [
      [fn, 'sqs:ReceiveMessage', queueArn], [service, 'sqs:SendMessage', queueArn, foreign], [service, 'sqs:ReceiveMessage', queueArn, source],
    ],
  };
}

/** A role that may invoke the live alias and no other version. */
function mayInvoke(role: iam.Role, fn: SteadfastFunction): Answers {
  return { must: [[role, INVOKE, fn.functionArn]], mustNot: [[role, INVOKE, fn.unqualified.functionArn], [role, 'lambda:UpdateFunctionCode', fn.unqualified.functionArn]] };
}

/** A function that works off a queue, and nothing else of it. */
function consumes(fn: SteadfastFunction, queue: sqs.IQueue, dead: sqs.IQueue): Answers {
  return {
    must: [[fn, 'sqs:ReceiveMessage', queue.queueArn], [fn, 'sqs:DeleteMessage', queue.queueArn], [fn, 'sqs:ChangeMessageVisibility', queue.queueArn]],
    mustNot: [[fn, 'sqs:SendMessage', queue.queueArn], [fn, 'sqs:PurgeQueue', queue.queueArn], [fn, 'sqs:ReceiveMessage', dead.queueArn]],
  };
}

function together(...answers: Answers[]): Answers {
  return { must: answers.flatMap(({ must }) => must), mustNot: answers.flatMap(({ mustNot }) => mustNot) };
}

function only(mustNot: Question[]): Answers {
  return { must: [], mustNot };
}

const ruleOf = (stack: Stack, fn: SteadfastFunction): string => {
  const rule = fn.node.children.find(child => child.node.tryFindChild('Resource')?.node.path.includes('ObjectCreated') || child.node.id.startsWith('Event'))!;
  return arn('events', `rule/${stack.getLogicalId(rule.node.defaultChild as never)}`);
};

/** Every trigger, connected. */
const TRIGGERS: Record<string, (stack: Stack, fn: SteadfastFunction) => Answers> = {
  'a queue': (stack, fn) => {
    const trigger = new QueueTrigger();
    fn.addEventSource(trigger);
    return together(consumes(fn, trigger.queue, trigger.deadLetterQueue!), only([[fn, 'sqs:ReceiveMessage', strange(stack).queueArn]]));
  },
  'a bucket': (stack, fn) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    fn.addEventSource(new BucketTrigger(bucket));
    const [own, other] = [ruleOf(stack, fn), arn('events', 'rule/other')];
    return together(
      invokes(fn, 'events.amazonaws.com', own, other),
      parks(stack, fn, 'events.amazonaws.com', own, arn('events', 'rule/other', FOREIGN)),
      only([[fn, 's3:GetObject', `${bucket.bucketArn}/file`], [fn, 's3:ListBucket', bucket.bucketArn]]),
    );
  },
  'a bucket through a queue': (stack, fn) => {
    const queue = new QueueTrigger();
    fn.addEventSource(new BucketTrigger(new s3.Bucket(stack, 'Bucket'), { delivery: BucketDelivery.throughQueue(queue) }));
    const { queueArn } = queue.queue;
    return together(consumes(fn, queue.queue, queue.deadLetterQueue!), {
      must: [['events.amazonaws.com', 'sqs:SendMessage', queueArn, ruleOf(stack, fn)]],
      mustNot: [
        ['events.amazonaws.com', 'sqs:SendMessage', queueArn, arn('events', 'rule/other')],
        ['events.amazonaws.com', INVOKE, fn.functionArn, ruleOf(stack, fn)],
      ],
    });
  },
  'a bucket notifying a queue': (stack, fn) => {
    const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'orders' });
    fn.addEventSource(new BucketTrigger(bucket, { delivery: BucketDelivery.notifyingQueue() }));
    const [queue, dead] = ['Notified', 'NotifiedParking'].map(id => bucket.node.findChild(id) as sqs.Queue);
    return together(consumes(fn, queue, dead), {
      must: [['s3.amazonaws.com', 'sqs:SendMessage', queue.queueArn, 'arn:aws:s3:::orders']],
      mustNot: [['s3.amazonaws.com', 'sqs:SendMessage', queue.queueArn, 'arn:aws:s3:::others'], ['s3.amazonaws.com', 'sqs:SendMessage', dead.queueArn, 'arn:aws:s3:::orders']],
    });
  },
  'a topic': (stack, fn) => {
    const topic = new sns.Topic(stack, 'Orders', { topicName: 'orders' });
    fn.addEventSource(new TopicTrigger(topic));
    const own = arn('sns', stack.getLogicalId(topic.node.defaultChild as never));
    return together(
      invokes(fn, 'sns.amazonaws.com', own, arn('sns', 'other')),
      parks(stack, fn, 'sns.amazonaws.com', own, arn('sns', 'other', FOREIGN)),
      only([[fn, 'sns:Publish', topic.topicArn], [fn, 'sns:Subscribe', topic.topicArn]]),
    );
  },
  'events': (stack, fn) => {
    fn.addEventSource(new EventTrigger({ source: ['shop'] }));
    const own = ruleOf(stack, fn);
    return together(
      invokes(fn, 'events.amazonaws.com', own, arn('events', 'rule/other')),
      parks(stack, fn, 'events.amazonaws.com', own, arn('events', 'rule/other', FOREIGN)),
      only([[fn, 'events:PutEvents', arn('events', 'event-bus/default')]]),
    );
  },
  'a schedule': (stack, fn) => {
    fn.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.hours(1))));
    const role = fn.node.findChild('Schedule').node.findChild('Role') as iam.Role;
    return together(mayInvoke(role, fn), {
      must: [[role, 'sqs:SendMessage', parking(stack).queueArn], [fn, 'sqs:SendMessage', parking(stack).queueArn]],
      mustNot: [
        [role, 'sqs:ReceiveMessage', parking(stack).queueArn], [role, 'sqs:SendMessage', strange(stack).queueArn],
        ['scheduler.amazonaws.com', INVOKE, fn.functionArn, arn('scheduler', 'schedule-group/default')],
      ],
    });
  },
  'the stream of a table': (stack, fn) => {
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    fn.addEventSource(new TableStreamTrigger(table));
    const failed = stack.node.findChild('SteadfastFailedRecords') as s3.Bucket;
    return {
      must: [[fn, 'dynamodb:GetRecords', table.tableStreamArn], [fn, 'dynamodb:ListStreams', '*'], [fn, 's3:PutObject', `${failed.bucketArn}/batch`]],
      mustNot: [[fn, 'dynamodb:GetItem', table.tableArn], [fn, 'dynamodb:Query', table.tableArn], [fn, 's3:GetObject', `${failed.bucketArn}/batch`], [fn, 's3:DeleteObject', `${failed.bucketArn}/batch`]],
    };
  },
  'a Kinesis stream': (stack, fn) => {
    const [stream, other] = ['Clicks', 'Others'].map(id => new kinesis.Stream(stack, id, { encryption: kinesis.StreamEncryption.UNENCRYPTED }));
    fn.addEventSource(new StreamTrigger(stream));
    const failed = stack.node.findChild('SteadfastFailedRecords') as s3.Bucket;
    return {
      must: [[fn, 'kinesis:GetRecords', stream.streamArn], [fn, 'kinesis:ListShards', stream.streamArn], [fn, 's3:PutObject', `${failed.bucketArn}/batch`]],
      mustNot: [[fn, 'kinesis:PutRecord', stream.streamArn], [fn, 'kinesis:GetRecords', other.streamArn], [fn, 's3:GetObject', `${failed.bucketArn}/batch`]],
    };
  },
  'a REST API': (stack, fn) => {
    const api = new rest.RestApi(stack, 'Api', { defaultMethodOptions: { authorizationType: rest.AuthorizationType.IAM }, cloudWatchRole: false });
    api.root.addMethod('GET', new RestIntegration(fn));
    const [id, stage] = [api.node.defaultChild, api.deploymentStage.node.defaultChild].map(resource => stack.getLogicalId(resource as never));
    return together(
      invokes(fn, 'apigateway.amazonaws.com', arn('execute-api', `${id}/${stage}/GET/`), arn('execute-api', `other/${stage}/GET/`)),
      only([['apigateway.amazonaws.com', INVOKE, fn.functionArn, arn('execute-api', `${id}/test-invoke-stage/GET/`)]]),
    );
  },
  'an HTTP API': (stack, fn) => {
    const api = new http.HttpApi(stack, 'Api', { defaultAuthorizer: new authorizers.HttpIamAuthorizer() });
    api.addRoutes({ path: '/', integration: new HttpIntegration('Orders', fn) });
    const id = stack.getLogicalId(api.node.defaultChild as never);
    return invokes(fn, 'apigateway.amazonaws.com', arn('execute-api', `${id}/$default/`), arn('execute-api', 'other/$default/'));
  },
  'a WebSocket API': (stack, fn) => {
    const api = new http.WebSocketApi(stack, 'Api', {
      connectRouteOptions: { integration: new WebSocketIntegration('Connect', fn), authorizer: new authorizers.WebSocketIamAuthorizer() },
    });
    const id = stack.getLogicalId(api.node.defaultChild as never);
    return together(
      invokes(fn, 'apigateway.amazonaws.com', arn('execute-api', `${id}/prod/$connect`), arn('execute-api', 'other/prod/$connect')),
      only([[fn, 'execute-api:ManageConnections', arn('execute-api', `${id}/prod/POST/@connections/1`)]]),
    );
  },
  'a function URL': (stack, fn) => {
    const trigger = new UrlTrigger();
    fn.addEventSource(trigger);
    const [shop, stranger] = ['Shop', 'Stranger'].map(id => new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() }));
    trigger.url.grantInvokeUrl(shop);
    return {
      must: [[shop, 'lambda:InvokeFunctionUrl', fn.functionArn]],
      mustNot: [
        [stranger, 'lambda:InvokeFunctionUrl', fn.functionArn], [shop, INVOKE, fn.functionArn], [shop, 'lambda:InvokeFunctionUrl', fn.unqualified.functionArn],
        [shop, 'lambda:UpdateFunctionCode', fn.unqualified.functionArn],
      ],
    };
  },
  'a load balancer': (stack, fn) => {
    new elb.ApplicationTargetGroup(stack, 'Group', { targetGroupName: 'orders', targets: [new LoadBalancerTarget(fn)] });
    const group = (name: string): string => arn('elasticloadbalancing', `targetgroup/${name}/0123456789abcdef`);
    return invokes(fn, 'elasticloadbalancing.amazonaws.com', group('orders'), group('orders-old'));
  },
  'a user pool': stack => {
    const quick = steadfastFunction(stack, 'Quick', { timeout: Duration.seconds(5) });
    const pool = new cognito.UserPool(stack, 'Pool');
    quick.addEventSource(new UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP));
    const own = arn('cognito-idp', `userpool/${stack.getLogicalId(pool.node.defaultChild as never)}`);
    return invokes(quick, 'cognito-idp.amazonaws.com', own, arn('cognito-idp', 'userpool/other'));
  },
  'a workflow': (stack, fn) => {
    const task = new FunctionTask(stack, 'Task', { lambdaFunction: fn });
    const machine = new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(task) });
    return mayInvoke(machine.role as iam.Role, fn);
  },
  'a delivery stream': (stack, fn) => {
    const role = new iam.Role(stack, 'Delivers', { assumedBy: new iam.ServicePrincipal('firehose.amazonaws.com') });
    new firehose.DeliveryStream(stack, 'Delivery', {
      destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Lake'), { role, processors: [new DeliveryTransform(fn)], errorOutputPrefix: 'failed/' }),
    });
    return mayInvoke(role, fn);
  },
  'a log group': (stack, fn) => {
    const logGroup = new logs.LogGroup(stack, 'Audit');
    new logs.SubscriptionFilter(stack, 'Filter', { logGroup, destination: new LogTrigger(fn), filterPattern: logs.FilterPattern.allEvents() });
    const group = (id: string): string => arn('logs', `log-group:${id}:*`);
    return invokes(fn, 'logs.amazonaws.com', group(stack.getLogicalId(logGroup.node.defaultChild as never)), group('Other'));
  },
  'CloudFront at the edge': stack => {
    const edge = new EdgeFunction(stack, 'Edge', { code: CODE.code, handler: CODE.handler, runtime: CODE.runtime });
    const lines = (name: string): string => `arn:aws:logs:eu-west-1:${DeployedText.ACCOUNT}:log-group:/aws/lambda/us-east-1.${name}:log-stream:today`;
    const name = stack.getLogicalId(edge.node.defaultChild as never);
    return {
      must: [[edge, 'logs:PutLogEvents', lines(name)]],
      mustNot: [[edge, 'logs:PutLogEvents', lines('Other')], [edge, 'logs:DeleteLogStream', lines(name)]],
    };
  },
};

async function answer(stack: Stack, [who, action, resource, onBehalfOf]: Question): Promise<boolean> {
  if (typeof who !== 'string') return new Simulation(who).allows(action, resource, '', { 'lambda:FunctionUrlAuthType': 'AWS_IAM' });
  const context: Record<string, string> = onBehalfOf ? { 'aws:SourceArn': onBehalfOf, 'aws:SourceAccount': onBehalfOf.split(':')[4] || DeployedText.ACCOUNT } : {};
  return new ServiceSimulation(stack).allows(who, action, resource, context);
}

const told = ([who, action, resource, onBehalfOf]: Question, stack: Stack): string => (
  [typeof who === 'string' ? who : who.node.id, action, JSON.stringify(stack.resolve(resource)), onBehalfOf].filter(Boolean).join(' ')
);

test.each(Object.entries(TRIGGERS))('%s: the roles and policies of its path let through what they must, and nothing beside it', async (_name, connect) => {
  const stack = new Stack(new App(), 'Stack', { env: { account: DeployedText.ACCOUNT, region: DeployedText.REGION } });
  const { must, mustNot } = connect(stack, steadfastFunction(stack));
  const allowed = async (questions: Question[]): Promise<string[]> => {
    const lines: string[] = [];
    for (const question of questions) if (await answer(stack, question)) lines.push(told(question, stack));
    return lines;
  };
  expect(await allowed(must)).toEqual(must.map(question => told(question, stack)));
  expect(await allowed(mustNot)).toEqual([]);
});

test('CDK\'s own validator finds nothing in any of them', () => {
  const app = new App();
  for (const [name, connect] of Object.entries(TRIGGERS)) {
    const stack = new Stack(app, name.replace(/ /g, '-'), { env: { account: DeployedText.ACCOUNT, region: DeployedText.REGION } });
    SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', arn('sns', 'on-call')) });
    connect(stack, steadfastFunction(stack));
  }
  expect(validatorFindings(app)).toEqual([]);
});
