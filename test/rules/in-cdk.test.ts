import { RULE_BOOK } from '../../src/rules/rule-book';
import { everyName } from '../support/cdk-manifest';

/** What stands for something of the reader's. */
const OF_THE_READER = [
  'accountConcurrency', 'bucket', 'cluster', 'database', 'DATABASE', 'destinations', 'events', 'ExecutedVersion', 'fn', 'iam', 'key', 'lambda', 'logs', 'new', 'parameter',
  'proxy', 'queue', 'secret', 'secrets', 'sns', 'sqs', 'ssm', 'stack', 'this', 'topic', 'true', 'false', 'url', 'user', 'vpc', 'grantee', 'patterns',
];

/** The names in the code of a text, but what is quoted there. */
const namesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)]
  .flatMap(([, code]) => code.replace(/'[^']*'/g, '').match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []);

const known = everyName();

test.each(RULE_BOOK.map(rule => [rule.id, rule.inCdk]))('%s: what CDK users are told to write is there', (_id, inCdk) => {
  expect(namesIn(inCdk).filter(name => !known.has(name) && !OF_THE_READER.includes(name))).toEqual([]);
});
