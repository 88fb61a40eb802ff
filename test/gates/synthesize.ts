import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Finding, PLANTED } from './findings';
import { FURTHER_USES } from './further-uses';
import { decideEverything, decideWhomToWake } from './organisation';
import { fillPlanted } from './planted';
import { SMALLEST_USES, SmallestUse } from '../patterns/smallest-uses';
import { Violation, nagged, withoutAcknowledgements } from '../support/rule-packs';

/*
 * `synthesize.ts FOLDER`: everything that passes the gates, as one flat folder of templates, and the findings that need the constructs or the synthesis itself:
 * those of cdk-nag and of CDK's validator. One process for all, for loading CDK and its validator takes longer than an app.
 */

const load = createRequire(__filename);
const EXAMPLES = join(__dirname, '..', '..', 'examples');
const RECOMMENDED_FLAGS = JSON.parse(readFileSync(load.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8')) as Record<string, unknown>;
// A template does not depend on the code, and packing it may want a network.
const NO_BUNDLING = { 'aws:cdk:bundling-stacks': [] };

const [folder] = process.argv.slice(2);
const found: Record<'cdk-nag' | 'cdk-validator', Finding[]> = { 'cdk-nag': [], 'cdk-validator': [] };

/** The app that an example makes: what is made of it is decided here. */
let made: cdk.App | undefined;
class ExampleApp extends cdk.App {
  constructor(props: cdk.AppProps = {}) {
    super({ ...props, autoSynth: false });
    made = this;
  }
}

function exampleApp(name: string, outdir: string): cdk.App {
  const home = join(EXAMPLES, name);
  const { context = {} } = JSON.parse(readFileSync(join(home, 'cdk.json'), 'utf8')) as { context?: object };
  Object.assign(process.env, { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...NO_BUNDLING }) });
  process.chdir(home);
  load(join(home, 'app.ts'));
  return made!;
}

/** Uses of patterns, each in a stack where an organisation decided. */
function patternsApp(
  outdir: string, context: Record<string, unknown>, decide: (stack: cdk.Stack) => void, uses: Record<string, SmallestUse> = SMALLEST_USES,
): cdk.App {
  const app = new ExampleApp({ outdir, context });
  for (const [name, { fill }] of Object.entries(uses)) {
    const stack = new cdk.Stack(app, name);
    decide(stack);
    fill(stack);
  }
  return app;
}

/** Synthesizes an exhibit, and keeps its templates and what was found on the way. */
function exhibit(name: string, make: (outdir: string) => cdk.App): void {
  const outdir = join(folder, 'assemblies', name);
  const app = make(outdir);
  app.synth();
  const byPath = new Map(app.node.findAll().filter(cdk.CfnResource.isCfnResource).map(each => [each.node.path, each]));
  const at = (path: string): Pick<Finding, 'template' | 'resource'> => {
    const resource = byPath.get(path);
    if (!resource) return { template: `${name}.${path.split('/')[0]}`, resource: path };
    return { template: `${name}.${resource.stack.artifactId}`, resource: resource.stack.resolve(resource.logicalId) as string };
  };
  const open = new Set(nagged(app).map(({ path, rule }) => `${path} ${rule}`));
  const all = withoutAcknowledgements(() => nagged(app));
  found['cdk-nag'].push(...all.map(({ path, rule, text }) => ({ ...at(path), rule, text, acknowledged: !open.has(`${path} ${rule}`) })));
  found['cdk-validator'].push(...validated(outdir).map(({ path, rule, text }) => ({ ...at(path), rule, text })));
  for (const file of readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith('.template.json'))) {
    copyFileSync(join(outdir, file), join(folder, 'templates', `${name}.${file.split('/').pop()!.replace('.template', '')}`));
  }
}

interface Validation {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

function validated(outdir: string): Violation[] {
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Validation;
  return pluginReports.flatMap(({ violations }) => violations).flatMap(({ ruleName, description, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => ({ path: constructPath, rule: ruleName, text: description })));
}

process.env.CDK_VALIDATION = 'true';
mkdirSync(join(folder, 'templates'), { recursive: true });
Object.defineProperty(load('aws-cdk-lib'), 'App', { value: ExampleApp });

// The app in four languages has no app.ts of its own: it imports the published package, which test/hub installs. What it makes, 03 and 05 make too.
for (const name of readdirSync(EXAMPLES).filter(each => existsSync(join(EXAMPLES, each, 'app.ts')))) {
  exhibit(name, outdir => exampleApp(name, outdir));
}
exhibit('patterns', outdir => patternsApp(outdir, {}, decideWhomToWake));
exhibit('decided', outdir => patternsApp(outdir, RECOMMENDED_FLAGS, decideEverything));
exhibit('further', outdir => patternsApp(outdir, {}, decideWhomToWake, FURTHER_USES));
exhibit(PLANTED, outdir => {
  const app = new ExampleApp({ outdir });
  fillPlanted(new cdk.Stack(app, 'Planted'));
  return app;
});
Object.entries(found).forEach(([tool, findings]) => writeFileSync(join(folder, `${tool}.json`), JSON.stringify(findings)));
