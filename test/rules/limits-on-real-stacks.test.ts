import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, Duration, Stack, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy,
  aws_ec2 as ec2, aws_events as events, aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_rds as rds,
  aws_s3 as s3, aws_s3_notifications as notifications, aws_secretsmanager as secretsmanager, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { BucketTrigger, Concurrency, patterns, QueueTrigger } from '../../src';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { asyncLimits } from '../../src/rules/async-limits';
import { canaryAlarmMixesVersions } from '../../src/rules/canary-alarm-mixes-versions';
import { canaryWithoutAlarm } from '../../src/rules/canary-without-alarm';
import { concurrencyBudget } from '../../src/rules/concurrency-budget';
import { databaseConnections } from '../../src/rules/database-connections';
import { defaultSize } from '../../src/rules/default-size';
import { edgeLimits } from '../../src/rules/edge-limits';
import { environmentSize } from '../../src/rules/environment-size';
import { filters } from '../../src/rules/filters';
import { isolatedNetwork } from '../../src/rules/isolated-network';
import { judge } from '../../src/rules/judging/judge';
import { layers } from '../../src/rules/layers';
import { mappingLimits } from '../../src/rules/mapping-limits';
import { networkSize } from '../../src/rules/network-size';
import { provisionedOverReserved } from '../../src/rules/provisioned-over-reserved';
import { runtimeEndOfLifeOn } from '../../src/rules/runtime-end-of-life';
import { scheduleOverlap } from '../../src/rules/schedule-overlap';
import { sizeScope } from '../../src/rules/size-scope';
import { snapstartConflict } from '../../src/rules/snapstart-conflict';
import { sourceOverReserved } from '../../src/rules/source-over-reserved';
import { timeoutWall } from '../../src/rules/timeout-wall';
import { versionPinned } from '../../src/rules/version-pinned';
import { weightedProvisioned } from '../../src/rules/weighted-provisioned';
import { plainFunction, steadfastFunction } from '../support/stacks';

const RULES = [
  provisionedOverReserved, concurrencyBudget, sourceOverReserved, snapstartConflict, weightedProvisioned, databaseConnections, timeoutWall,
  scheduleOverlap, defaultSize, canaryWithoutAlarm, canaryAlarmMixesVersions, versionPinned,
  runtimeEndOfLifeOn(() => new Date('2026-11-21')), environmentSize, layers, filters, sizeScope, isolatedNetwork, edgeLimits, mappingLimits,
  asyncLimits, networkSize,
];
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

const chosen = { timeout: Duration.seconds(30), memorySize: 512 };
const home = { account: '111111111111', region: 'us-east-1' };

/** Synthesizes what a function builds, and says what the rules find and leave open, as `rule path`. */
function verdictOf(title: string, env: object | undefined, build: (stack: Stack) => void): { findings: string[]; unknown: string[] } {
  const app = new App({ outdir: path.join(directory, title.replace(/\W/g, '')) });
  build(new Stack(app, 'App', env && { env }));
  const { findings, unknown } = judge(takeInventory(load([app.synth().directory])), RULES);
  return { findings: findings.map(one => `${one.rule} ${one.path}`), unknown: unknown.map(one => `${one.rule} ${one.path}`) };
}

function canary(stack: Stack): void {
  const fn = plainFunction(stack, 'Canary', chosen);
  const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
  const metric = alias.metricErrors({ dimensionsMap: { FunctionName: fn.functionName, Resource: `${fn.functionName}:live`, ExecutedVersion: fn.currentVersion.version } });
  const alarm = new cloudwatch.Alarm(stack, 'NewVersion', { metric, threshold: 1, evaluationPeriods: 1 });
  new codedeploy.LambdaDeploymentGroup(stack, 'Group', { alias, alarms: [alarm], deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES });
}

function queueWorker(stack: Stack): void {
  const fn = plainFunction(stack, 'Worker', { ...chosen, reservedConcurrentExecutions: 20 });
  const queue = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.minutes(3) });
  fn.addEventSource(new sources.SqsEventSource(queue, { maxConcurrency: 20, filters: [lambda.FilterCriteria.filter({ body: { kind: ['order'] } })] }));
}

function warmApi(stack: Stack): void {
  const fn = plainFunction(stack, 'Api', { ...chosen, reservedConcurrentExecutions: 50 });
  const alias = new lambda.Alias(stack, 'Warm', { aliasName: 'warm', version: fn.currentVersion, provisionedConcurrentExecutions: 5 });
  alias.addAutoScaling({ minCapacity: 5, maxCapacity: 50 }).scaleOnUtilization({ utilizationTarget: 0.7 });
  alias.addFunctionUrl();
}

function databaseBehindProxy(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Network', { natGateways: 1, maxAzs: 2 });
  const cluster = new rds.DatabaseCluster(stack, 'Orders', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }), vpc, writer: rds.ClusterInstance.serverlessV2('Writer'),
  });
  const proxy = cluster.addProxy('Proxy', { vpc, secrets: [cluster.secret!] });
  const fn = plainFunction(stack, 'Reader', { ...chosen, vpc, environment: { HOST: proxy.endpoint } });
  proxy.grantConnect(fn, 'app');
  fn.connections.allowTo(proxy, ec2.Port.tcp(5432));
  fn.addFunctionUrl();
  const rotation = plainFunction(stack, 'Rotation', { ...chosen, vpc });
  rotation.connections.allowTo(cluster, ec2.Port.tcp(5432));
  cluster.secret!.addRotationSchedule('Rotate', { rotationLambda: rotation });
}

function inIsolatedSubnets(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Closed', { natGateways: 0, maxAzs: 2, subnetConfiguration: [{ name: 'inner', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  vpc.addInterfaceEndpoint('Secrets', { service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER });
  vpc.addGatewayEndpoint('Objects', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  const fn = plainFunction(stack, 'Inner', { ...chosen, vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, deadLetterQueueEnabled: true });
  new secretsmanager.Secret(stack, 'Key').grantRead(fn);
  new s3.Bucket(stack, 'Store').grantRead(fn);
}

function scheduledJob(stack: Stack): void {
  const fn = plainFunction(stack, 'Job', { ...chosen, timeout: Duration.minutes(5) });
  new events.Rule(stack, 'Often', { schedule: events.Schedule.cron({ minute: '0/5' }), targets: [new targets.LambdaFunction(fn)] });
}

function notifiedByBucket(stack: Stack): void {
  new s3.Bucket(stack, 'In').addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(plainFunction(stack, 'Notified', chosen)));
}

function atEdge(stack: Stack): void {
  const fn = new cloudfront.experimental.EdgeFunction(stack, 'Edge', {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async event => event.Records[0].cf.request;'),
  });
  new cloudfront.Distribution(stack, 'Site', {
    defaultBehavior: { origin: new origins.HttpOrigin('example.org'), edgeLambdas: [{ functionVersion: fn.currentVersion, eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST }] },
  });
}

function snapshots(stack: Stack): void {
  new lambda.Function(stack, 'Fast', {
    runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler', code: lambda.Code.fromInline('def handler(e, c): pass'), snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, ...chosen,
  }).addAlias('live');
}

describe('a well-built stack has no finding:', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['a canary', canary], ['a queue worker', queueWorker], ['a warm API', warmApi], ['a database behind a proxy', databaseBehindProxy],
    ['a function in isolated subnets', inIsolatedSubnets], ['a scheduled job', scheduledJob], ['a bucket\'s notification', notifiedByBucket],
    ['a function at the edge', atEdge], ['a function with SnapStart', snapshots],
  ])('%s', (title, build) => {
    expect(verdictOf(`${title} told`, home, build)).toEqual({ findings: [], unknown: [] });
  });

  test.each<[string, (stack: Stack) => void]>([
    ['SteadfastFunction', stack => void steadfastFunction(stack)],
    ['SteadfastFunction kept warm', stack => void steadfastFunction(stack, 'Warm', {
      concurrency: Concurrency.provisioned({ executions: 5, maxExecutions: 20, reserved: 20 }),
    })],
    ['QueueTrigger', stack => steadfastFunction(stack).addEventSource(new QueueTrigger())],
    ['BucketTrigger', stack => steadfastFunction(stack).addEventSource(new BucketTrigger(new s3.Bucket(stack, 'In')))],
    ['BucketPipeline', stack => void new patterns.BucketPipeline(stack, 'Pipeline', { validate: steadfastFunction(stack, 'V'), process: steadfastFunction(stack, 'P') })],
  ])('%s', (title, build) => {
    expect(verdictOf(title, undefined, build)).toEqual({ findings: [], unknown: [] });
  });
});

describe('a planted defect is found:', () => {
  test.each<[string, (stack: Stack) => void, string[]]>([
    ['a plain function', stack => void plainFunction(stack), ['default-size App/Plain/Resource']],
    ['autoscaling past the reservation', stack => {
      const fn = plainFunction(stack, 'Api', { ...chosen, reservedConcurrentExecutions: 10 });
      fn.addAlias('warm', { provisionedConcurrentExecutions: 5 }).addAutoScaling({ minCapacity: 5, maxCapacity: 50 });
    }, ['provisioned-over-reserved App/Api/Resource']],
    ['a canary on the alias\'s own metric', stack => {
      const alias = plainFunction(stack, 'Canary', chosen).addAlias('live');
      const alarm = new cloudwatch.Alarm(stack, 'Mixed', { metric: alias.metricErrors(), threshold: 1, evaluationPeriods: 1 });
      new codedeploy.LambdaDeploymentGroup(stack, 'Group', { alias, alarms: [alarm], deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES });
    }, ['canary-alarm-mixes-versions App/Group/Resource']],
    ['a canary without alarms', stack => {
      new codedeploy.LambdaDeploymentGroup(stack, 'Group', { alias: plainFunction(stack, 'Canary', chosen).addAlias('live') });
    }, ['canary-without-alarm App/Group/Resource']],
    ['weights and warmth', stack => {
      const fn = plainFunction(stack, 'Split', chosen);
      const old = lambda.Version.fromVersionArn(stack, 'Old', 'arn:aws:lambda:us-east-1:111111111111:function:split:7');
      fn.addAlias('live', { provisionedConcurrentExecutions: 5, additionalVersions: [{ version: old, weight: 0.1 }] });
    }, ['weighted-provisioned App/Split/Aliaslive/Resource']],
    ['a database without a bound', stack => {
      const vpc = new ec2.Vpc(stack, 'Network', { maxAzs: 2 });
      const database = new rds.DatabaseInstance(stack, 'Orders', { vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }) });
      const fn = plainFunction(stack, 'Reader', { ...chosen, vpc });
      fn.connections.allowTo(database, ec2.Port.tcp(5432));
      fn.addFunctionUrl();
    }, ['database-connections App/Reader/Resource']],
    ['isolated subnets and a call', stack => {
      const vpc = new ec2.Vpc(stack, 'Closed', { natGateways: 0, maxAzs: 2, subnetConfiguration: [{ name: 'inner', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
      const fn = plainFunction(stack, 'Inner', { ...chosen, vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
      new sqs.Queue(stack, 'Out').grantSendMessages(fn);
    }, ['isolated-network App/Inner/Resource']],
    ['SnapStart and warmth', stack => {
      const fn = plainFunction(stack, 'Fast', { ...chosen, runtime: lambda.Runtime.JAVA_21, code: lambda.Code.fromBucketV2(s3.Bucket.fromBucketName(stack, 'Code', 'code'), 'a.zip'), snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS });
      fn.addAlias('live', { provisionedConcurrentExecutions: 5 });
    }, ['snapstart-conflict App/Fast/Resource']],
    ['an old runtime', stack => void plainFunction(stack, 'Old', { ...chosen, runtime: lambda.Runtime.NODEJS_20_X }), ['runtime-end-of-life App/Old/Resource']],
  ])('%s', (title, build, findings) => {
    expect(verdictOf(title, home, build).findings).toEqual(findings);
  });
});
