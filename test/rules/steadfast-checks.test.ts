import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { App, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_sqs as sqs, Duration, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { ServerlessChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { rules } from '../../src';
import { plainFunction, steadfastFunction } from '../support/stacks';

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly suggestedFix?: string;
  readonly reason?: string;
  readonly violatingConstructs: readonly { readonly constructPath: string; readonly stackTraces?: readonly string[] }[];
}

interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

interface Report {
  readonly conclusion?: string;
  readonly found: readonly string[];
  readonly suppressed: readonly string[];
  readonly raw: readonly Violation[];
  readonly thrown?: string;
}

const places = (violations: readonly Violation[] = []): readonly string[] =>
  violations.flatMap(one => one.violatingConstructs.map(({ constructPath }) => `${one.severity} ${one.ruleName} ${constructPath}`)).sort();

/** Synthesizes and reads CDK's own report. */
function reportOf(app: App): Report {
  const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let thrown: string | undefined;
  try {
    app.synth();
  } catch (error) {
    thrown = (error as Error).message;
  }
  silent.mockRestore();
  const file = path.join(app.outdir, 'validation-report.json');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{"pluginReports":[]}';
  const ours = (JSON.parse(text) as { pluginReports: PluginReport[] }).pluginReports.find(one => one.pluginName === 'steadfast');
  const { conclusion, violations = [], suppressedViolations } = ours ?? {};
  return { conclusion, found: places(violations), suppressed: places(suppressedViolations), raw: violations, thrown };
}

function appWith(fill: (app: App) => void, props?: rules.SteadfastChecksProps, context: Record<string, unknown> = {}): App {
  const app = new App({ context });
  Validations.of(app).addPlugins(new rules.SteadfastChecks(props));
  fill(app);
  return app;
}

/** Raw L2s with an error: the queue shows messages again while the function works on them. */
function brokenWorker(scope: Construct, id = 'Worker'): lambda.Function {
  const worker = plainFunction(scope, id, { timeout: Duration.seconds(30) });
  const queue = new sqs.Queue(scope, `${id}Jobs`, { visibilityTimeout: Duration.seconds(10) });
  worker.addEventSource(new sources.SqsEventSource(queue));
  return worker;
}

const of = (rule: string, { found }: Report): readonly string[] => found.filter(one => one.split(' ')[1].startsWith(rule));

describe('a synth', () => {
  test('stops at an error, and tells construct, remedy and page', () => {
    const report = reportOf(appWith(app => brokenWorker(new Stack(app, 'Main'))));
    expect(report.conclusion).toBe('failure');
    expect(of('queue-visibility', report)).toEqual(['error queue-visibility Main/WorkerJobs/Resource']);
    expect(report.raw.find(one => one.ruleName === 'queue-visibility')?.suggestedFix).toMatch(/^Set VisibilityTimeout of \w+ to at least 180 .* See https:.*queue-visibility\.md$/);
    expect(report.thrown).toContain('Messages stay hidden for 10 s');
  });

  test('goes on when there are only warnings', () => {
    const report = reportOf(appWith(app => plainFunction(new Stack(app, 'Main'), 'Worker')));
    expect(report).toMatchObject({ conclusion: 'success', thrown: undefined });
    expect(of('log-retention', report)).toEqual(['warning log-retention Main/Worker/Resource']);
  });

  test('stops at warnings when told to', () => {
    expect(reportOf(appWith(app => plainFunction(new Stack(app, 'Main'), 'Worker'), { warningsStopSynth: true })).thrown).toBeDefined();
  });

  // CDK judges anew by severity where anything was acknowledged: a warning alone would then stop nothing.
  test('stops at warnings when told to, beside one that is acknowledged', () => {
    const report = reportOf(appWith(app => {
      const worker = plainFunction(new Stack(app, 'Main'), 'Worker');
      Validations.of(worker).acknowledge({ id: 'steadfast::tracing', reason: 'traces are of no use here' });
    }, { warningsStopSynth: true }));
    expect(report.suppressed).toEqual([expect.stringContaining('tracing Main/Worker/Resource')]);
    expect(report.thrown).toBeDefined();
    expect(of('log-retention', report)).toEqual(['error log-retention Main/Worker/Resource']);
  });

  test('names the line of user code where CDK keeps it', () => {
    const before = process.env.CDK_DEBUG;
    process.env.CDK_DEBUG = 'true';
    const report = reportOf(appWith(app => brokenWorker(new Stack(app, 'Main'))));
    process.env.CDK_DEBUG = before;
    expect(JSON.stringify(report.raw.find(one => one.ruleName === 'queue-visibility')?.violatingConstructs[0].stackTraces)).toContain('steadfast-checks.test.ts');
  });

  test('sees nested stacks, stages and several environments, each finding once', () => {
    const report = reportOf(appWith(app => {
      const main = new Stack(app, 'Main', { env: { account: '111111111111', region: 'eu-west-1' } });
      brokenWorker(new NestedStack(main, 'Inner'));
      brokenWorker(new Stack(app, 'Far', { env: { account: '111111111111', region: 'us-east-1' } }));
      brokenWorker(new Stack(new Stage(app, 'Prod'), 'Staged'));
    }));
    expect(of('queue-visibility', report)).toEqual([
      'error queue-visibility Far/WorkerJobs/Resource', 'error queue-visibility Main/Inner/WorkerJobs/Resource', 'error queue-visibility Prod/Staged/WorkerJobs/Resource',
    ]);
  });

  test('again judges again', () => {
    const plugin = new rules.SteadfastChecks();
    const app = new App();
    Validations.of(app).addPlugins(plugin);
    const worker = plainFunction(new Stack(app, 'Main'), 'Worker');
    reportOf(app);
    Validations.of(worker).acknowledge({ id: 'steadfast::log-retention', reason: 'later' });
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    app.synth({ force: true });
    const report = fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8');
    expect(report).toContain('"reason": "later"');
  });
});

describe('an acknowledgement of CDK', () => {
  test('silences one place and no other, and CDK keeps its reason', () => {
    const report = reportOf(appWith(app => {
      const stack = new Stack(app, 'Main');
      const jobs = brokenWorker(stack, 'One').stack.node.findChild('OneJobs');
      Validations.of(jobs).acknowledge({ id: 'steadfast::queue-visibility', reason: 'it is idempotent' });
      brokenWorker(stack, 'Two');
    }));
    expect(of('queue-visibility', report)).toEqual(['error queue-visibility[Main/TwoJobs/Resource] Main/TwoJobs/Resource']);
    expect(report.suppressed).toEqual(['error queue-visibility Main/OneJobs/Resource']);
    expect(report.thrown).toBeDefined();
  });

  test('of everything that stops lets the synth go on', () => {
    const report = reportOf(appWith(app => {
      const stack = new Stack(app, 'Main');
      brokenWorker(stack);
      ['queue-visibility', 'queue-redrive', 'dlq-retention'].forEach(rule => Validations.of(app).acknowledge({ id: `steadfast::${rule}`, reason: 'an old stack' }));
    }));
    expect(report.found.filter(one => one.startsWith('error'))).toEqual([]);
    expect(report).toMatchObject({ conclusion: 'success', thrown: undefined });
  });

  test('may name one place from anywhere, as CDK prints it', () => {
    const report = reportOf(appWith(app => {
      plainFunction(new Stack(app, 'Main'), 'Worker');
      Validations.of(app).acknowledge({ id: 'steadfast::log-retention[Main/Worker/Resource]', reason: 'its own team' });
    }));
    expect(of('log-retention', report)).toEqual([]);
    expect(report.suppressed).toEqual(['warning log-retention[Main/Worker/Resource] Main/Worker/Resource']);
  });
});

test('it works beside a pack of cdk-nag', () => {
  const app = new App();
  Validations.of(app).addPlugins(new ServerlessChecks(app), new rules.SteadfastChecks());
  brokenWorker(new Stack(app, 'Main'));
  const { found } = reportOf(app);
  const report = fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8');
  expect(found.length).toBeGreaterThan(0);
  expect(report).toContain('Serverless-LambdaTracing');
});

test('our own function stops nothing', () => {
  const report = reportOf(appWith(app => steadfastFunction(new Stack(app, 'Main'), 'Worker')));
  expect(report.thrown).toBeUndefined();
});

test('importing the library loads no rule', () => {
  const script = 'require("./lib"); console.log(Object.keys(require.cache).filter(file => /rule-book|inventory/.test(file)).length)';
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8' });
  expect(stdout.trim()).toBe('0');
});
