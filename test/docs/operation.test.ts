import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { run, snippetsOf } from '../support/snippets';
import { steadfastFunction } from '../support/stacks';

const snippets = ['docs/logs.md', 'docs/releases.md', 'docs/alarms.md']
  .flatMap(document => snippetsOf(document).map(snippet => [document, snippet.heading, snippet] as const));

test('each of the pages shows how', () => {
  expect(new Set(snippets.map(([document]) => document)).size).toBe(3);
});

test.each(snippets)('what %s shows under "%s" synthesizes', (_document, _heading, snippet) => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
  // Defaults are set before there is a function, so only a snippet that speaks of one finds one.
  run(snippet, stack, /\bfn\b/.test(snippet.code) ? steadfastFunction(stack) : undefined!);
  Template.fromStack(stack);
  expect(stack.node.findAll().filter(construct => CfnResource.isCfnResource(construct)).length).toBeGreaterThan(5);
});
