import { takeInventory } from '../../src/inventory/inventory';
import { isSet, sameTarget } from '../../src/inventory/link';
import { statedOf } from '../../src/inventory/stated';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] } } };

test('what is no resource is read over, and noted', () => {
  const { resources, notes } = inventoryOf({ Resources: { Jobs: { Type: 'AWS::SQS::Queue' }, Odd: 7, Untyped: { Properties: {} } } });
  expect([resources.map(one => one.logicalId), notes.map(note => [note.template, note.logicalId])]).toEqual([['Jobs'], [['template.json', 'Odd'], ['template.json', 'Untyped']]]);
});

test.each<[string, object, Map<string, string> | undefined, string]>([
  ['by the assembly', { Metadata: { 'aws:cdk:path': 'Own/Path' } }, new Map([['Jobs', 'Shop/Jobs/Resource']]), 'Shop/Jobs/Resource'],
  ['by its metadata', { Metadata: { 'aws:cdk:path': 'Own/Path' } }, new Map(), 'Own/Path'],
  ['by nobody', {}, undefined, 'Jobs'],
])('the path of a resource is told %s', (_title, more, paths, expected) => {
  expect(inventoryOf({ Resources: { Jobs: { Type: 'AWS::SQS::Queue', ...more } } }, { paths }).resources[0].path).toBe(expected);
});

test('resources are given by their types, in the order of the types', () => {
  const { resourcesOfType } = inventoryOf(template({ B: ['AWS::SNS::Topic'], A: ['AWS::SQS::Queue'], C: ['AWS::SQS::Queue'] }));
  expect(resourcesOfType('AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::S3::Bucket').map(one => one.logicalId)).toEqual(['A', 'C', 'B']);
});

test('a fact is found by its resource and by a link to it', () => {
  const { queues, topics, subscriptions } = inventoryOf(template({ Jobs: ['AWS::SQS::Queue'], Topic: ['AWS::SNS::Topic'], Sub: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }] }));
  const [{ topic, endpoint, deadLetter }] = subscriptions;
  expect([queues.at(endpoint), queues.at(topic), queues.at(deadLetter), topics.of(topic.resource!), [...queues]])
    .toEqual([queues.all[0], undefined, undefined, topics.all[0], queues.all]);
});

test('a fact stands under a condition where nobody can decide it', () => {
  const { queues } = inventoryOf(template({ Jobs: { Type: 'AWS::SQS::Queue', Condition: 'Open' }, Dead: ['AWS::SQS::Queue'] }, SECTIONS));
  expect(queues.all.map(one => [one.template, one.logicalId, one.path, one.conditional])).toEqual([['template.json', 'Jobs', 'Jobs', true], ['template.json', 'Dead', 'Dead', false]]);
});

describe('two links', () => {
  const links = (one: unknown, other: unknown) => {
    const body = template({ Jobs: ['AWS::SQS::Queue', { QueueName: 'jobs' }], Dead: ['AWS::SQS::Queue'], Thing: ['Test::Thing', { One: one, Other: other }] }, SECTIONS);
    const { properties } = takeInventory([{ name: 't', body }]).resources.find(found => found.logicalId === 'Thing')!;
    return [properties.link('One'), properties.link('Other')] as const;
  };

  test.each<[string, unknown, unknown, boolean]>([
    ['to one queue', { Ref: 'Jobs' }, { 'Fn::GetAtt': ['Jobs', 'Arn'] }, true],
    ['to one queue, by its name', { Ref: 'Jobs' }, 'arn:aws:sqs:eu-west-1:1:jobs', true],
    ['to two queues', { Ref: 'Jobs' }, { Ref: 'Dead' }, false],
    ['to a queue and elsewhere', { Ref: 'Jobs' }, 'arn:aws:sqs:eu-west-1:1:others', false],
    ['from elsewhere to a queue', 'arn:aws:sqs:eu-west-1:1:others', { Ref: 'Jobs' }, false],
    ['to one place elsewhere', 'arn:aws:sqs:eu-west-1:1:others', 'arn:aws:sqs:eu-west-1:1:others', true],
    ['to two places elsewhere', 'arn:aws:sqs:eu-west-1:1:others', 'arn:aws:sqs:eu-west-1:1:more', false],
    ['that are not told', { Ref: 'Asked' }, { Ref: 'Asked' }, false],
    ['that are not there', undefined, undefined, false],
  ])('lead to the same: %s', (_title, one, other, expected) => expect(sameTarget(...links(one, other))).toBe(expected));

  test.each<[string, unknown, boolean]>([
    ['a reference', { Ref: 'Jobs' }, true], ['what is not told', { Ref: 'Asked' }, true], ['nothing', undefined, false], ['what a condition may leave out', { 'Fn::If': ['Open', { Ref: 'Jobs' }, { Ref: 'AWS::NoValue' }] }, false],
    ['what a condition chooses', { 'Fn::If': ['Open', { Ref: 'Jobs' }, { Ref: 'Dead' }] }, true],
  ])('stand there certainly: %s', (_title, said, expected) => expect(isSet(links(said, undefined)[0])).toBe(expected));
});

test('what is stated for readers is that of the function and of its aliases', () => {
  const stated = (workload: object) => ({ Metadata: { 'cdk-steadfast': workload } });
  const { functions } = inventoryOf(template({
    Worker: { ...lambdaFunction(), ...stated({ tuned: 512 }) }, Version: publishedVersion(), Live: liveAlias({}, stated({ requests: 100 })),
  }));
  expect(statedOf(functions.all[0])).toEqual({ tuned: 512, requests: 100 });
});
