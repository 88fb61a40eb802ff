import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_events as events, aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs, aws_stepfunctions as sfn, aws_apigateway as apigateway, aws_stepfunctions_tasks as tasks, Duration, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FunctionTarget } from '../../src/inventory/function-facts';
import { Inventory, takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { judge } from '../../src/rules/judging/judge';
import { logRetention } from '../../src/rules/log-retention';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

const tools = path.join(directory, 'tools');
fs.mkdirSync(tools);
fs.writeFileSync(path.join(tools, 'index.js'), 'tools');

const worker = (scope: Construct, id: string): lambda.Function =>
  new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });

function synthesize(outdir: string, context: Record<string, unknown>): Inventory {
  const app = new App({ outdir: path.join(directory, outdir), context });
  const env = { account: '111111111111', region: 'eu-west-1' };
  const main = new Stack(app, 'Main', { env });
  const queue = new sqs.Queue(main, 'Queue');
  const topic = new sns.Topic(main, 'Topic');
  const first = worker(main, 'First');
  const live = first.addAlias('live');
  live.configureAsyncInvoke({ retryAttempts: 1 });
  live.addEventSource(new sources.SqsEventSource(queue));
  topic.addSubscription(new subscriptions.LambdaSubscription(live));
  new s3.Bucket(main, 'Bucket').addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(live), { prefix: 'in/' });
  new events.Rule(main, 'Rule', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(live)] });
  new apigateway.LambdaRestApi(main, 'Api', { handler: live });
  new sfn.StateMachine(main, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(new tasks.LambdaInvoke(main, 'Invoke', { lambdaFunction: live })) });
  const nestedStack = new NestedStack(main, 'Nested');
  const nested = worker(nestedStack, 'Inner');
  nested.addEventSource(new sources.SqsEventSource(queue));
  const second = worker(new Stack(app, 'Second', { env }), 'Second');
  second.addEventSource(new sources.SqsEventSource(queue));
  topic.addSubscription(new subscriptions.LambdaSubscription(second));
  const staged = new Stack(new Stage(app, 'Prod'), 'Staged', { env });
  worker(staged, 'Staged');
  [main, nestedStack, staged].forEach(stack => new lambda.LayerVersion(stack, 'Tools', { code: lambda.Code.fromAsset(tools) }));
  Validations.of(second).acknowledge({ id: 'cdk-steadfast-log-retention', reason: 'the platform does it' });
  return takeInventory(load([app.synth().directory]));
}

const call = (target: FunctionTarget): string => `${target.function?.path}:${target.qualifier.written}`;

describe.each([
  ['without flags', {}],
  ['with the CLI\'s metadata', { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }],
  ['with weak references between stacks', { '@aws-cdk/core:defaultCrossStackReferences': 'weak' }],
])('an assembly of CDK %s', (title, context) => {
  const inventory = synthesize(title.replace(/\W/g, ''), context);

  test('gives functions of all stacks with their construct paths', () => {
    const own = inventory.functions.all.filter(one => one.injectedBy === undefined).map(one => one.path).sort();
    expect(own).toEqual(['Main/First/Resource', 'Main/Nested/Inner/Resource', 'Prod/Staged/Staged/Resource', 'Second/Second/Resource']);
    expect(inventory.functions.all.filter(one => one.injectedBy).map(one => one.injectedBy)).toEqual(['BucketNotificationsHandler']);
  });

  test('shows who invokes whom through which alias', () => {
    const told = inventory.invokers.filter(one => one.via !== 'cloudformation').map(one => `${one.via} ${call(one.target)}`);
    expect(new Set(told)).toEqual(new Set([
      's3 Main/First/Resource:live', 'sns Main/First/Resource:live', 'sns Second/Second/Resource:$LATEST', 'eventbridge Main/First/Resource:live',
      'rest-api Main/First/Resource:live', 'step-functions Main/First/Resource:live',
    ]));
    expect(inventory.permissions.all.map(one => one.target.state)).not.toContain('unknown');
    expect(inventory.asyncConfigs.all.map(one => call(one.target))).toEqual(['Main/First/Resource:live']);
  });

  test('follows a queue into other stacks', () => {
    expect(inventory.mappings.all.map(one => `${call(one.target)} ${one.source.resource?.path}`).sort()).toEqual([
      'Main/First/Resource:live Main/Queue/Resource', 'Main/Nested/Inner/Resource:$LATEST Main/Queue/Resource', 'Second/Second/Resource:$LATEST Main/Queue/Resource',
    ]);
  });

  test('weighs the packages that lie in it, for nested stacks and stages too', () => {
    const layers = inventory.resourcesOfType('AWS::Lambda::LayerVersion');
    expect(layers.map(({ raw, scope }) => scope.template.packages?.bytesOf(raw))).toEqual(['tools', 'tools', 'tools'].map(content => content.length));
  });

  test('honours CDK\'s acknowledgements', () => {
    const { acknowledged } = judge(inventory, [logRetention]);
    expect(acknowledged).toMatchObject([{ path: 'Second/Second/Resource', reason: 'the platform does it' }]);
  });
});
