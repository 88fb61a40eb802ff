import { spawnSync, SpawnSyncReturns } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { BucketTrigger, patterns, QueueTrigger, ScheduleTrigger, SteadfastDefaults } from '../../src';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { judge } from '../../src/rules/judging/judge';
import { OpenQuestion, Verdict } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { run as runSnippet, snippetsOf } from '../support/snippets';
import { steadfastFunction } from '../support/stacks';
import { toldWildcards, wildcardsIn } from '../support/wildcards';

const TOKENS = patterns.ApiAuthorization.jwt({ issuer: 'https://issuer.example', audience: ['orders'] });

/*
 * Every construct, pattern and example of ours stands here. What we acknowledge about ourselves is a list, too: it does not grow unseen.
 */
type Ours = readonly [title: string, fill: (stack: Stack) => void, acknowledged: readonly string[]];

/** Every trigger, as its page shows it. */
const TRIGGERS: readonly Ours[] = snippetsOf(path.join(__dirname, '..', '..', 'docs', 'triggers.md')).map((snippet, number) => (
  [`the ${number + 1}th snippet of docs/triggers.md, under "${snippet.heading}",`, stack => runSnippet(snippet, stack, steadfastFunction(stack)), []]
));

const OURS: readonly Ours[] = [
  ['a function', stack => steadfastFunction(stack), []],
  ['a queue trigger', stack => steadfastFunction(stack).addEventSource(new QueueTrigger()), []],
  ['a bucket trigger', stack => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  }, []],
  ['BucketPipeline', stack => {
    new patterns.BucketPipeline(stack, 'Pipeline', { validate: steadfastFunction(stack, 'Validate'), process: steadfastFunction(stack, 'Process') });
  }, []],
  ['TableApi', stack => {
    new patterns.TableApi(stack, 'Orders', { handler: steadfastFunction(stack), authorization: TOKENS });
  }, []],
  ['TableApi behind a REST API', stack => {
    new patterns.TableApi(stack, 'Orders', { handler: steadfastFunction(stack), authorization: TOKENS, front: patterns.ApiFront.rest() });
  }, []],
  ['ScheduledJob', stack => {
    const schedule = new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1)));
    new patterns.ScheduledJob(stack, 'Nightly', {
      schedule, job: steadfastFunction(stack), archive: patterns.JobArchive.newBucket(), report: patterns.JobReport.newTopic(),
    });
  }, []],
  ['ImagePipeline', stack => {
    new patterns.ImagePipeline(stack, 'Images', { render: steadfastFunction(stack) });
  }, []],
  ['ChunkedJob', stack => {
    const chunks = patterns.ChunkSource.plannedBy(steadfastFunction(stack, 'Plan'));
    new patterns.ChunkedJob(stack, 'Reindex', { worker: patterns.ChunkWorker.function(steadfastFunction(stack)), chunks });
  }, []],
  ['RequestInbox', stack => {
    new patterns.RequestInbox(stack, 'Orders', { worker: steadfastFunction(stack), authorization: patterns.ApiAuthorization.iam() });
  }, []],
  ['StreamProcessor', stack => {
    new patterns.StreamProcessor(stack, 'Totals', { aggregate: steadfastFunction(stack) });
  }, []],
  ...TRIGGERS,
];

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

let count = 0;
function verdictOn(fill: (stack: Stack) => void, context: Record<string, unknown>): Verdict {
  count += 1;
  const app = new App({ outdir: path.join(directory, String(count)), context });
  const stack = new Stack(app, 'Stack');
  SteadfastDefaults.of(stack).set({ alarmTopic: new sns.Topic(stack, 'Alarms') });
  fill(stack);
  return judgeAll(app.synth().directory);
}

function judgeAll(assembly: string): Verdict {
  return judge(takeInventory(load([assembly])), RULE_BOOK);
}

function told(places: readonly OpenQuestion[]): readonly string[] {
  return places.map(one => `${one.rule} at ${one.path}: ${one.message}`);
}

const flags = JSON.parse(fs.readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8')) as Record<string, unknown>;

describe.each([['no flags', {}], ['the recommended flags', flags]])('with %s', (_title, context) => {
  test.each(OURS)('%s is clean, and nothing about it cannot be told', (_name, fill, expected) => {
    const { findings, unknown, acknowledged } = verdictOn(fill, context);
    expect({ findings: told(findings), unknown: told(unknown) }).toEqual({ findings: [], unknown: [] });
    expect(acknowledged.map(one => `${one.rule}: ${one.reason}`)).toEqual(expected);
  });
});

const root = path.join(__dirname, '..', '..');
const examples = fs.readdirSync(path.join(root, 'examples')).filter(name => fs.existsSync(path.join(root, 'examples', name, 'app.ts')));

/** What an example acknowledges, by its folder. */
const SMOKE_TEST = [
  'function-alarms: A hook that fails fails its deployment, and whoever deploys is told.',
  'tracing: It runs once a deployment, and its log says what it found.',
];
const ACKNOWLEDGED_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '05-canary-release': SMOKE_TEST,
  '14-two-stages': SMOKE_TEST,
};

/** What nobody can tell of an example from its template: it works in a network that is there already. */
const UNKNOWN_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '09-database-cleanup': ['isolated-network at OrdersCleanup/Cleanup/Resource: Whether its subnets have a way to s3, sns cannot be told.'],
};

/** Stacks with roles of CDK Pipelines, whose rights CDK decides. */
const STACKS_OF_PIPELINES = ['OrdersPipeline'];

/** As `cdk synth` runs an app, but for the code: a template does not depend on it, and packing it may want a network. */
function synthesize(folder: string, outdir: string): SpawnSyncReturns<string> {
  const file = path.join(folder, 'cdk.json');
  const { context = {} } = (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}) as { context?: object };
  return spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', 'app.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }), CDK_VALIDATION: 'false' },
  });
}

describe('an example', () => {
  test.each(examples)('%s is clean, and names every action and every resource that can be named', name => {
    const outdir = path.join(directory, name);
    const run = synthesize(path.join(root, 'examples', name), outdir);
    expect([run.status, run.stderr]).toEqual([0, run.stderr]);
    const { findings, unknown, acknowledged } = judgeAll(outdir);
    expect({ findings: told(findings), unknown: told(unknown) }).toEqual({ findings: [], unknown: UNKNOWN_IN_EXAMPLES[name] ?? [] });
    expect(acknowledged.map(one => `${one.rule}: ${one.reason}`)).toEqual(ACKNOWLEDGED_IN_EXAMPLES[name] ?? []);
    const { actions, onAnyResource } = wildcardsIn(outdir, STACKS_OF_PIPELINES);
    const inTable = toldWildcards().map(({ action }) => action);
    expect({ actions, untold: onAnyResource.filter(action => !inTable.includes(action)) }).toEqual({ actions: [], untold: [] });
  }, 60_000);
});
