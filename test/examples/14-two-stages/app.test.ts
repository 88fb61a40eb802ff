import { App, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PipelineStack } from '../../../examples/14-two-stages/pipeline-stack';
import { expectClean } from '../../../src/testing';

const app = new App();
const pipeline = new PipelineStack(app, 'Pipeline', {
  repository: 'example/orders', connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/1', env: { account: '111122223333', region: 'eu-west-1' },
});
const dev = Template.fromStack(pipeline.dev.orders);
const prod = Template.fromStack(pipeline.prod.orders);

interface AlarmProperties {
  readonly MetricName?: string;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: { readonly MetricName: string } } }[];
}

/** What each alarm reads; of a rate, the first that it reads. */
function alarmed(template: Template): (string | undefined)[] {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as AlarmProperties);
  return alarms.map(({ MetricName, Metrics = [] }) => MetricName ?? Metrics.find(one => one.MetricStat)?.MetricStat?.Metric.MetricName).sort();
}

test.each([['dev', pipeline.dev], ['prod', pipeline.prod]])('%s keeps the rules of the checker', (_name, stage) => {
  expectClean(stage.orders);
});

test('each stage has an account of its own', () => {
  const accounts = [pipeline, pipeline.dev.orders, pipeline.prod.orders].map(({ account }) => account);
  expect(new Set(accounts).size).toBe(3);
  expect([pipeline.dev, pipeline.prod].map((stage: Stage) => stage.account)).toEqual(accounts.slice(1));
});

test('only prod releases step by step, after a smoke test', () => {
  dev.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
  dev.resourceCountIs('AWS::Lambda::Function', 1);
  prod.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
    DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes', AlarmConfiguration: { Enabled: true },
  });
  prod.resourceCountIs('AWS::Lambda::Function', 2);
});

test('dev is watched for less money: errors, and what is parked', () => {
  expect(alarmed(dev)).toEqual(['ApproximateNumberOfMessagesVisible', 'Errors']);
  expect(alarmed(prod)).toEqual(['ApproximateNumberOfMessagesVisible', 'Duration', 'Errors', 'Errors', 'Throttles']);
});

test('each stage tells its own account; what takes a release back tells CodeDeploy', () => {
  for (const [template, account] of [[dev, '222233334444'], [prod, '333344445555']] as const) {
    const told = Object.entries(template.findResources('AWS::CloudWatch::Alarm'))
      .filter(([id]) => !id.includes('RollbackAlarm')).map(([, { Properties }]) => Properties.AlarmActions);
    expect(told).toEqual(told.map(() => [`arn:aws:sns:eu-west-1:${account}:on-call`]));
  }
});

test('every role of both is within the boundary', () => {
  for (const template of [dev, prod]) {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(0);
    expect(roles.map(({ Properties }) => JSON.stringify(Properties.PermissionsBoundary))).toEqual(roles.map(() => expect.stringContaining(':policy/workload-boundary')));
  }
});

test('logs and parked orders outlive the stack of prod, and are kept for longer', () => {
  dev.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete', Properties: { RetentionInDays: 7 } });
  prod.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: { RetentionInDays: 365 } });
  dev.hasResource('AWS::SQS::Queue', { DeletionPolicy: 'Delete', Properties: { MessageRetentionPeriod: 1_209_600 } });
  prod.hasResource('AWS::SQS::Queue', { DeletionPolicy: 'Retain', Properties: { MessageRetentionPeriod: 1_209_600 } });
});

test('prod comes after dev and an approval', () => {
  const [{ Properties: { Stages } }] = Object.values(Template.fromStack(pipeline).findResources('AWS::CodePipeline::Pipeline'));
  const stages = Stages as { Name: string; Actions: { Name: string }[] }[];
  const names = stages.map(({ Name }) => Name);
  expect(names.indexOf('Dev')).toBeLessThan(names.indexOf('Prod'));
  expect(stages.find(({ Name }) => Name === 'Prod')!.Actions.map(({ Name }) => Name)).toContain('Release');
});
