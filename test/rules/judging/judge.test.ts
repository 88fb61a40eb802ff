import { takeInventory } from '../../../src/inventory/inventory';
import { lambdaFunction } from '../../../src/rules/example-parts';
import { judge } from '../../../src/rules/judging/judge';
import { logRetention } from '../../../src/rules/log-retention';
import { finding, Rule } from '../../../src/rules/rule';
import { RULE_BOOK } from '../../../src/rules/rule-book';
import { inventoryOf, template } from '../support';

const withMetadata = (metadata: object) => template({ Worker: { ...lambdaFunction(), Metadata: metadata } });

describe('the verdict', () => {
  test('has the shape of the contract', () => {
    expect(judge(inventoryOf(template({ Worker: lambdaFunction() })), [logRetention])).toEqual({
      version: 1,
      findings: [{
        rule: 'log-retention',
        severity: 'warning',
        template: 'template.json',
        logicalId: 'Worker',
        path: 'Worker',
        message: 'It has no log group of its own; the one that Lambda makes never expires.',
        remedy: 'Add an AWS::Logs::LogGroup with RetentionInDays and name it in the function\'s LoggingConfig.',
      }],
      unknown: [],
      acknowledged: [],
    });
  });

  test('does not depend on the order of resources, nor says anything twice', () => {
    const twice: Rule = {
      ...logRetention,
      *check({ functions }) {
        for (const one of [...functions.all].reverse()) {
          yield finding(one, 'Again.');
          yield finding(one, 'Again.');
        }
      },
    };
    const ids = judge(inventoryOf(template({ B: lambdaFunction(), A: lambdaFunction() })), [twice]).findings.map(found => found.logicalId);
    expect(ids).toEqual(['A', 'B']);
  });
});

test('what could not be read is said, and where', () => {
  const { unknown } = judge(inventoryOf(template({ Worker: { Properties: {} } })), []);
  expect(unknown).toEqual([{ rule: 'template', template: 'template.json', logicalId: 'Worker', path: 'Worker', message: expect.stringContaining('no Type') }]);
});

describe('an opt-out', () => {
  test('in the resource\'s metadata carries its reason', () => {
    const { findings, acknowledged } = judge(inventoryOf(withMetadata({
      'cdk-steadfast': { acknowledge: [{ rule: 'log-retention', reason: 'kept by the platform' }] },
    })), [logRetention]);
    expect(findings).toEqual([]);
    expect(acknowledged).toMatchObject([{ rule: 'log-retention', logicalId: 'Worker', reason: 'kept by the platform' }]);
  });

  test.each([
    ['without a reason', { 'cdk-steadfast': { acknowledge: [{ rule: 'log-retention', reason: ' ' }] } }],
    ['of another rule', { 'cdk-steadfast': { acknowledge: [{ rule: 'tracing', reason: 'r' }] } }],
    ['of the wrong type', { 'cdk-steadfast': { acknowledge: 'log-retention' } }],
    ['of no type at all', { 'cdk-steadfast': null }],
  ])('%s is none', (_title, metadata) => {
    expect(judge(inventoryOf(withMetadata(metadata)), [logRetention]).findings).toHaveLength(1);
  });

  test.each([
    ['Annotation::cdk-steadfast-log-retention', 'App/Worker', true],
    ['cdk-steadfast::log-retention', 'App/Worker', true],
    ['steadfast::log-retention', 'App', true],
    ['steadfast::log-retention', 'App/Work', false],
    ['AwsSolutions-L1', 'App/Worker', false],
    ['log-retention', 'App/Worker', false],
    ['steadfast::log-retention', '', true],
    ['steadfast::log-retention', 'App/Worker/Resource', true],
    ['steadfast::log-retention[App/Worker/Resource]', 'Elsewhere', true],
    ['steadfast::log-retention[App/Other/Resource]', 'App/Worker', false],
  ])('CDK\'s %s at %s: %s', (id, path, holds) => {
    const inventory = takeInventory([{
      name: 't', body: template({ Worker: lambdaFunction() }), paths: new Map([['Worker', 'App/Worker/Resource']]), acknowledgements: [{ id, path, reason: 'r' }],
    }]);
    expect(judge(inventory, [logRetention]).acknowledged).toHaveLength(holds ? 1 : 0);
  });
});

test('CDK writes hyphens for the spaces of a place, and a reason may be padded', () => {
  const inventory = takeInventory([{
    name: 't',
    body: template({ Worker: lambdaFunction() }),
    paths: new Map([['Worker', 'App/My Worker/Resource']]),
    acknowledgements: [{ id: 'steadfast::log-retention[App/My-Worker/Resource]', path: '', reason: ' kept elsewhere ' }],
  }]);
  expect(judge(inventory, [logRetention]).acknowledged).toMatchObject([{ reason: 'kept elsewhere' }]);
});

describe('the rule book', () => {
  test('names each rule once, in its own words', () => {
    expect(new Set(RULE_BOOK.map(rule => rule.id)).size).toBe(RULE_BOOK.length);
    for (const rule of RULE_BOOK) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.title).not.toMatch(/\.$/);
      expect(rule.why).toMatch(/\.$/);
      expect(rule.remedy).toMatch(/\.$/);
    }
  });
});
