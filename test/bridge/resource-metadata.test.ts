import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { acknowledge, acknowledged, state } from '../../src/bridge/resource-metadata';

const resource = (): CfnResource => new CfnResource(new Stack(new App(), 'Stack'), 'Resource', { type: 'AWS::Any::Thing' });

test('acknowledgements and facts stand beside each other, and beside what is there already', () => {
  const thing = resource();
  thing.addMetadata('cdk-steadfast', { accountConcurrency: 3000 });
  acknowledge(thing, 'tracing', 'it runs once');
  state(thing, 'eventPath', { source: 'SQS' });
  acknowledge(thing, 'layers', 'both are ours');
  expect(thing.getMetadata('cdk-steadfast')).toEqual({
    accountConcurrency: 3000,
    eventPath: { source: 'SQS' },
    acknowledge: [{ rule: 'tracing', reason: 'it runs once' }, { rule: 'layers', reason: 'both are ours' }],
  });
});

test('a rule is acknowledged where a reason stands for it, and for no other', () => {
  const thing = resource();
  expect(acknowledged(thing, 'tracing')).toBe(false);
  acknowledge(thing, 'tracing', 'it runs once');
  expect([acknowledged(thing, 'tracing'), acknowledged(thing, 'layers')]).toEqual([true, false]);
});
