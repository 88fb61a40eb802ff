import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { PlatformFunction, PlatformStage } from '../support/platform-library';
import { run, snippetsOf } from '../support/snippets';
import { steadfastFunction } from '../support/stacks';

const FOLDER = 'docs/guides';
const guides = readdirSync(FOLDER).map(name => join(FOLDER, name));
const snippets = guides.flatMap(guide => snippetsOf(guide).map(snippet => [guide, snippet.heading, snippet] as const));

test('the guides show how', () => {
  expect(snippets.length).toBeGreaterThan(7);
});

test.each(snippets)('what %s shows under "%s" synthesizes, and breaks no rule by an error', (_guide, _heading, snippet) => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
  run(snippet, stack, steadfastFunction(stack));
  const { findings } = judge(takeInventory(load([app.synth().directory])), RULE_BOOK);
  expect(findings.filter(({ severity }) => severity === 'error').map(({ rule, path }) => `${rule} at ${path}`)).toEqual([]);
});

test('the guide to snapshots shows the files that `steadfast init` writes', () => {
  const shown = [...readFileSync(join(FOLDER, 'test-with-snapshots.md'), 'utf8').matchAll(/^```typescript\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(shown).toEqual(['init/test/service-stack.test.ts', 'init/test/setup.ts'].map(file => readFileSync(file, 'utf8')));
});

test('the guide to publishing shows a library of an organisation that works', () => {
  const source = readFileSync('test/support/platform-library.ts', 'utf8').replace("'../../src'", "'cdk-steadfast'");
  expect(readFileSync(join(FOLDER, 'publish-internally.md'), 'utf8')).toContain(`\`\`\`typescript\n${source}\`\`\``);

  const stack = new Stack(new PlatformStage(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Prod'), 'Shop');
  const fn = new PlatformFunction(stack, 'Orders', { team: 'shop', entry: 'init/handler/work.ts' });
  expect(fn).toBeInstanceOf(NodejsFunction);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  template.hasResourceProperties('AWS::Lambda::Function', { Tags: [{ Key: 'team', Value: 'shop' }] });
  template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 1);
});

test('every guide is found from the index', () => {
  const index = readFileSync('docs/README.md', 'utf8');
  expect(guides.filter(guide => !index.includes(`(${guide.replace('docs/', '')})`))).toEqual([]);
});
