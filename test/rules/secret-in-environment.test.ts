import { describeRule, findingsOf, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { secretInEnvironment } from '../../src/rules/secret-in-environment';

const variables = (variables_: object, sections = {}) => template({
  Worker: lambdaFunction({ Environment: { Variables: variables_ } }), Password: ['AWS::SecretsManager::Secret'], Key: ['AWS::IAM::AccessKey', { UserName: 'u' }],
}, sections);
const found = { finds: ['error Worker'] };
// Put together here, so that no scanner of sources takes this test for a leak.
const issued = (prefix: string, length: number) => prefix + 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8bC0dF'.repeat(2).slice(0, length);
const hidden = { Parameters: { Pass: { Type: 'String', NoEcho: true }, Open: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } } };

describeRule(secretInEnvironment, [
  ['a random password', variables({ DB_PASSWORD: 'kX9$mQ2!vL7p' }), found],
  ['in any spelling of the name', variables({ dbPassword: 'kX9mQ2vL7pRt' }), found],
  ['a token in hexadecimal', variables({ WEBHOOK_TOKEN: '9f86d081884c7d659a2feaa0c55ad015' }), found],
  ['a UUID as API key', variables({ API_KEY: '550e8400-e29b-41d4-a716-446655440000' }), found],
  ['a UUID as an id', variables({ TENANT_ID: '550e8400-e29b-41d4-a716-446655440000' }), {}],
  ['an issued token under any name', variables({ SETTING: issued('ghp_', 36) }), found],
  ['a private key', variables({ PEM: '-----BEGIN RSA PRIVATE KEY-----\nMIIE' }), found],
  ['credentials in a URL', variables({ DATABASE_URL: 'postgres://app:hunter2@db.example:5432/orders' }), found],
  ['a URL without', variables({ DATABASE_URL: 'postgres://db.example:5432/orders', SECRET: 'https://example.org/kX9mQ2vL7pRt' }), {}],
  ['a URL whose password is filled in later', variables({ DATABASE_URL: 'postgres://app:${PASSWORD}@db.example/orders' }), {}],
  ['the secret itself, resolved', variables({ X: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Password' }, ':SecretString:::}}']] } }), found],
  ['a secure parameter, resolved', variables({ X: '{{resolve:ssm-secure:/orders/db:1}}' }), found],
  ['a plain parameter, resolved', variables({ X: '{{resolve:ssm:/orders/db}}' }), {}],
  ['a hidden parameter', variables({ X: { Ref: 'Pass' } }, hidden), found],
  ['a hidden parameter within a text', variables({ X: { 'Fn::Sub': 'user:${Pass}' } }, hidden), found],
  ['an open parameter', variables({ X_PASSWORD: { Ref: 'Open' } }, hidden), {}],
  ['the secret of an access key', variables({ X: { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] } }), found],
  ['ARNs, names and paths are no secrets', variables({
    DB_SECRET: { Ref: 'Password' },
    DB_PASSWORD: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders-AbC123',
    API_KEY: '/orders/prod/api-key',
    TOKEN: 'orders-prod-api-token-v2',
    SECRET: 'OrdersDatabaseSecret',
    SIGNING_KEY: 'alias/orders-signing-key',
    CLIENT_SECRET: 'prod/orders/clientSecret',
  }), {}],
  ['what is said about a secret is none', variables({
    SECRET_NAME: 'kX9mQ2vL7pRt', TOKEN_TABLE: 'Tokens9f86d081884c', PASSWORD_MIN_LENGTH: '12345678', TOKEN_EXPIRY_SECONDS: '86400', KEY_ID: '9f86d081884c7d659a2f',
  }), {}],
  ['a short or repeated value', variables({ DB_PASSWORD: 'a1', TOKEN: '11111111111111x1' }), {}],
  ['the id of an access key', variables({ X: { Ref: 'Key' } }), {}],
  ['a secret that a condition chooses', variables({ DB_PASSWORD: { 'Fn::If': ['C', 'kX9$mQ2!vL7p', 'changeme'] } }, hidden), found],
  ['a resolved secret that a condition chooses', variables({ X: { 'Fn::If': ['C', '{{resolve:ssm-secure:/orders/db:1}}', 'none'] } }, hidden), found],
  ['an issued token with a line end', variables({ SETTING: `${issued('ghp_', 36)}\n` }), found],
  ['credentials whose password holds a dollar sign', variables({ DATABASE_URL: 'postgres://app:hunter$2@db.example:5432/orders' }), found],
  ['a secret with slashes', variables({ SECRET_KEY: issued('kX9mQ2/vL7pRt/', 20) }), found],
  ['a secret behind a word', variables({ API_KEY: 'prod-kX9mQ2vL7pRt8s' }), found],
  ['a password shorter than eight characters is no find of a machine\'s', variables({ DB_PASSWORD: 'kX9$mQ2' }), {}],
  ['more names, in every way of writing them', variables({
    API_KEY: 'ORDERS_API_KEY_2026', TOKEN: 'ordersApiToken', SECRET: 'orders--secret', PASSWORD: 'Orders.Password', SIGNING_KEY: 'ORDERS-signing-Key-12', CREDENTIALS: '-orders-credentials-',
  }), {}],
  ['an environment given at deployment', { ...template({ Worker: lambdaFunction({ Environment: { Variables: { Ref: 'Open' } } }) }), ...hidden }, { unknown: ['Worker'] }],
  ['wrong types', variables({ TOKEN: { a: 1 }, SECRET: [], PASSWORD: true }), {}],
  ['a number as password', variables({ DB_PASSWORD: 48210593 }), found],
]);

test('the value is never repeated', () => {
  const [{ message }] = findingsOf(secretInEnvironment, variables({ DB_PASSWORD: 'kX9$mQ2!vL7p' }));
  expect(message).toBe('Its variable DB_PASSWORD looks like a secret.');
});
