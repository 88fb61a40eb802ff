import { Stack, aws_ec2 as ec2, aws_ecs as ecs, aws_logs as logs, aws_s3 as s3, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SMALLEST_USES } from './smallest-uses';
import { SteadfastDefaults, patterns } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Retry?: { readonly ErrorEquals: string[]; readonly MaxAttempts: number }[];
  readonly Catch?: { readonly ErrorEquals: string[]; readonly Next: string; readonly ResultPath: string }[];
  readonly MaxConcurrency?: number;
  readonly ItemsPath?: string;
  readonly ItemReader?: { readonly Resource: string };
  readonly ItemSelector?: object;
  readonly ItemProcessor?: { readonly ProcessorConfig: object; readonly States: Record<string, State> };
  readonly ResultPath?: string | null;
  readonly Parameters?: Record<string, unknown>;
}

interface Policy {
  readonly Statement: { readonly Action: string | string[]; readonly Resource: unknown }[];
}

/** The workflow, with whatever only deployment knows written as «». */
function workflow(): { StartAt: string; States: Record<string, State> } {
  const [machine] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine')) as
    { Properties: { DefinitionString: { 'Fn::Join': [string, unknown[]] } } }[];
  const [, parts] = machine.Properties.DefinitionString['Fn::Join'];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : '«»').join('')) as ReturnType<typeof workflow>;
}

const worker = (): patterns.ChunkWorker => patterns.ChunkWorker.function(steadfastFunction(stack, 'Work'));

test('its smallest use', () => {
  SMALLEST_USES.ChunkedJob.fill(stack);
  expect(stack).toMatchSnapshot();
});

test('a chunk is attempted three times, then parked, and the others go on', () => {
  new patterns.ChunkedJob(stack, 'Job', { worker: worker() });
  const { States } = workflow().States.EachChunk.ItemProcessor!;
  expect(States.Work.Retry!.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], MaxAttempts: 2 });
  expect(States.Work.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Park', ResultPath: '$.error' }]);
  expect(States.Park.Parameters).toMatchObject({ MessageBody: { 'chunk.$': '$.chunk', 'error.$': '$.error' } });
});

test('a default that comes after the job is refused, for its log is made already', () => {
  new patterns.ChunkedJob(stack, 'Job', { worker: patterns.ChunkWorker.function(plainFunction(stack)) });
  expect(() => SteadfastDefaults.of(stack).set({ logRetention: logs.RetentionDays.ONE_DAY })).toThrow('Defaults must be set before what they decide is made');
});

test('each chunk is an execution of its own, so that a redrive repeats only what is not done', () => {
  new patterns.ChunkedJob(stack, 'Job', { worker: worker(), maxConcurrency: 7 });
  expect(workflow().States.EachChunk).toMatchObject({
    Type: 'Map', MaxConcurrency: 7, ItemsPath: '$.chunks', ResultPath: null, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } },
  });
});

test('with one attempt a chunk is not repeated, but for errors of Lambda itself', () => {
  new patterns.ChunkedJob(stack, 'Job', { worker: worker(), attempts: 1 });
  const { Work } = workflow().States.EachChunk.ItemProcessor!.States;
  expect(Work.Retry!.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
});

test('a planner says what the chunks are', () => {
  new patterns.ChunkedJob(stack, 'Job', { worker: worker(), chunks: patterns.ChunkSource.plannedBy(steadfastFunction(stack, 'Planner')) });
  expect(workflow()).toMatchObject({ StartAt: 'Plan', States: { Plan: { Next: 'EachChunk' }, EachChunk: { ItemsPath: '$.chunks' } } });
});

test('the objects of a bucket are chunks, and the workflow may list that bucket', () => {
  const bucket = new s3.Bucket(stack, 'Bucket');
  new patterns.ChunkedJob(stack, 'Job', { worker: worker(), chunks: patterns.ChunkSource.objects(bucket, 'archive/') });
  expect(workflow().States.EachChunk.ItemReader!.Resource).toContain(':states:::s3:listObjectsV2');
  const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  expect(policies).toContain('s3:ListBucket');
});

test('a container on Fargate works on a chunk in the same way', () => {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  const containerDefinition = taskDefinition.addContainer('Work', { image: ecs.ContainerImage.fromRegistry('worker') });
  const task = new tasks.EcsRunTask(stack, 'Run', {
    integrationPattern: sfn.IntegrationPattern.RUN_JOB,
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
    taskDefinition,
    launchTarget: new tasks.EcsFargateLaunchTarget(),
    containerOverrides: [{ containerDefinition, environment: [{ name: 'CHUNK', value: sfn.JsonPath.jsonToString(sfn.JsonPath.objectAt('$.chunk')) }] }],
  });
  new patterns.ChunkedJob(stack, 'Job', { worker: patterns.ChunkWorker.task(task) });
  const { States } = workflow().States.EachChunk.ItemProcessor!;
  expect(States.Run.Retry).toMatchObject([{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }]);
  expect(States.Run.Catch).toMatchObject([{ Next: 'Park' }]);
});

test('more at the same time than Step Functions can is refused', () => {
  expect(() => new patterns.ChunkedJob(stack, 'Job', { worker: worker(), maxConcurrency: 10_001 })).toThrow('1 to 10000 chunks');
});

test('the workflow may park, and nothing it may do has a wildcard in its action', () => {
  const { parking } = new patterns.ChunkedJob(stack, 'Job', { worker: worker() });
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as { Properties: { PolicyDocument: Policy } }[];
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements.flatMap(({ Action }) => Action).filter(action => action.includes('*'))).toEqual([]);
  expect(statements).toContainEqual(expect.objectContaining({ Action: 'sqs:SendMessage', Resource: stack.resolve(parking.queueArn) as unknown }));
});
