import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  App, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_ecr_assets as images, aws_lambda as lambda,
  aws_sns as sns, aws_sqs as sqs, CfnOutput, CfnResource, Duration, NestedStack, Stack, Stage,
} from 'aws-cdk-lib';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deployer-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

test('deploys a code folder as it is on disk', async () => {
  const code = join(folder, 'code');
  mkdirSync(join(code, 'lib'), { recursive: true });
  writeFileSync(join(code, 'index.js'), "exports.handler = async () => require('./lib/answer');");
  writeFileSync(join(code, 'lib', 'answer.js'), 'module.exports = 42;');
  await withAssembly(uniqueName('code'), stack => {
    const fn = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(code),
    });
    new CfnOutput(stack, 'Name', { value: fn.functionName });
  }, async assembly => {
    const { outputs } = (await cloud.deployer.deploy(assembly)).stack();
    const { Payload } = await new LambdaClient(cloud.connection.clientConfig()).send(new InvokeCommand({ FunctionName: outputs.Name }));
    expect(Payload!.transformToString()).toBe('42');
  });
});

test('deploys what depends on each other in its order, stages and nested stacks included', async () => {
  const app = new App({ outdir: join(folder, 'stages') });
  const stage = new Stage(app, uniqueName('stage'));
  const consumer = new Stack(stage, 'A-Consumer');
  const producer = new Stack(stage, 'B-Producer');
  const topic = new sns.Topic(producer, 'Topic');
  new CfnOutput(consumer, 'TopicArn', { value: topic.topicArn });
  const nested = new NestedStack(consumer, 'Nested');
  const queueName = uniqueName('nested');
  new CfnOutput(consumer, 'QueueName', { value: new sqs.Queue(nested, 'Queue', { queueName }).queueName });
  new CfnResource(nested, 'Traces', { type: 'AWS::XRay::Group', properties: { GroupName: 'orders' } });
  app.synth();
  const deployment = await cloud.deployer.deploy(join(folder, 'stages'));
  expect(deployment.stacks.map(stack => stack.name)).toEqual([producer.stackName, consumer.stackName]);
  const { outputs, adjustments } = deployment.stack(consumer.stackName);
  expect(outputs.TopicArn).toBe(deployment.stack(producer.stackName).physicalIdOf(topic));
  expect(outputs.QueueName).toBe(queueName);
  expect(adjustments.map(adjustment => adjustment.logicalId)).toEqual(['Traces']);
  expect(() => deployment.stack()).toThrow(/one stack only, or a name must be given/);
  await cloud.deployer.destroy(join(folder, 'stages'));
});

test('deploys a template that is too large for a request', async () => {
  await withAssembly(uniqueName('large'), stack => {
    for (let index = 0; index < 120; index += 1) {
      new sqs.Queue(stack, `Queue${index}`, { queueName: `${stack.stackName}-${index}-${'x'.repeat(20)}`, retentionPeriod: Duration.days(14) });
      new CfnOutput(stack, `Output${index}`, { value: 'y'.repeat(400) });
    }
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    expect(deployed.physicalIdsOfType('AWS::SQS::Queue')).toHaveLength(120);
    expect(Object.keys(deployed.outputs)).toHaveLength(120);
  });
});

test('says what it stripped', async () => {
  await withAssembly(uniqueName('canary'), stack => {
    const fn = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => 1;'),
    });
    const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    alias.addAutoScaling({ maxCapacity: 2 }).scaleOnUtilization({ utilizationTarget: 0.5 });
    const alarm = new cloudwatch.Alarm(stack, 'Alarm', { metric: alias.metricErrors(), threshold: 1, evaluationPeriods: 1 });
    new cloudwatch.AnomalyDetectionAlarm(stack, 'Unusual', { metric: alias.metricInvocations(), evaluationPeriods: 1 });
    new codedeploy.LambdaDeploymentGroup(stack, 'Group', { alias, alarms: [alarm] });
  }, async assembly => {
    const { adjustments } = (await cloud.deployer.deploy(assembly)).stack();
    expect(adjustments.map(({ type, kind }) => `${kind} ${type}`).sort()).toEqual([
      'attribute stripped AWS::Lambda::Alias',
      'stripped AWS::ApplicationAutoScaling::ScalableTarget',
      'stripped AWS::ApplicationAutoScaling::ScalingPolicy',
      'stripped AWS::CloudWatch::Alarm',
      'stripped AWS::CodeDeploy::Application',
      'stripped AWS::CodeDeploy::DeploymentGroup',
    ]);
  });
});

test('names the resource and the reason when a deployment fails, and can deploy again afterwards', async () => {
  const name = uniqueName('broken');
  const build = (type: string, properties?: Record<string, string>) => (stack: Stack) => {
    new CfnResource(stack, 'Thing', { type, properties });
  };
  await withAssembly(name, build('AWS::Nowhere::Thing'), async assembly => {
    await expect(cloud.deployer.deploy(assembly)).rejects.toThrow(`Stack ${name} could not be deployed: Template format error: Unrecognized resource types`);
  });
  const orphan = build('AWS::Lambda::EventInvokeConfig', { FunctionName: 'nobody', Qualifier: 'live' });
  await withAssembly(name, orphan, async assembly => {
    await expect(cloud.deployer.deploy(assembly)).rejects.toThrow(
      new RegExp(`Stack ${name} could not be deployed, it ended as ROLLBACK_COMPLETE:.*Thing .AWS::Lambda::EventInvokeConfig.: .*nobody`, 's'),
    );
  });
  await withAssembly(name, build('AWS::SQS::Queue'), async assembly => {
    expect((await cloud.deployer.deploy(assembly)).stack().physicalId('Thing')).toContain('Thing');
    // Deploying the same once more changes nothing and is no error.
    expect((await cloud.deployer.deploy(assembly)).stack().resources).toHaveLength(1);
  });
});

test('refuses container images', async () => {
  const image = join(folder, 'image');
  mkdirSync(image);
  writeFileSync(join(image, 'Dockerfile'), 'FROM scratch\n');
  await withAssembly(uniqueName('image'), stack => {
    new images.DockerImageAsset(stack, 'Image', { directory: image });
  }, async assembly => {
    await expect(cloud.deployer.deploy(assembly)).rejects.toThrow(/has container images .*the embedded cloud runs no containers/);
  });
});
