import { readFileSync } from 'node:fs';
import { App, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SMALLEST_USES } from './smallest-uses';
import { SteadfastDefaults } from '../../src';

const PAGE = readFileSync('docs/patterns.md', 'utf8');

/** The part of the page about one pattern. */
function sectionOf(pattern: string): string {
  const [, section = ''] = PAGE.split(`### ${pattern}\n`);
  return section.split(/\n##/)[0];
}

/** How many resources of each type a template has. */
function typesIn(fill: (stack: Stack) => void): Record<string, number> {
  const stack = new Stack(new App(), 'Stack');
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
  fill(stack);
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>);
  return resources.reduce<Record<string, number>>((types, { Type }) => ({ ...types, [Type]: (types[Type] ?? 0) + 1 }), {});
}

const measured = Object.entries(SMALLEST_USES).flatMap(([name, { fill, peers }]) => peers ? [{ name, fill, peers }] : []);

test.each(Object.entries(SMALLEST_USES))('docs/patterns.md says of every resource of %s what it buys', (name, { fill }) => {
  const rows = [...sectionOf(name).matchAll(/^\| `(AWS::[^`]+)` \| (\d+) \| ([^|]+) \|/gm)];
  expect(Object.fromEntries(rows.map(([, type, count]) => [type, Number(count)]))).toEqual(typesIn(fill));
});

describe.each(measured)('$name, of which peers were measured', ({ name, fill, peers }) => {
  test('has at most 0.8 of the resources of a stack that is hardened by hand', () => {
    const total = Object.values(typesIn(fill)).reduce((sum, count) => sum + count);
    expect(total).toBeLessThanOrEqual(0.8 * peers.hardened);
  });

  test('takes at most half of the lines that Solutions Constructs take', () => {
    const [, code] = sectionOf(name).match(/```ts\n([\s\S]*?)```/)!;
    expect(code.split('\n').filter(line => line.trim()).length).toBeLessThanOrEqual(peers.lines / 2);
  });
});
