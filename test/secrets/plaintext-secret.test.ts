import { plaintextSecret } from '../../src/secrets/plaintext-secret';

/** Values in the form of an issuer, put together here so that no scanner takes this file for a leak. */
const ISSUED = {
  key: ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' '),
  aws: ['AKIA', 'ABCDEFGHIJKLMNOP'].join(''),
  github: ['ghp', 'a'.repeat(36)].join('_'),
  slack: ['xoxb', '1234567890-abcdef'].join('-'),
  stripe: ['sk', 'live', '0123456789abcdef'].join('_'),
  jwt: ['eyJhbGciOiJI', 'eyJzdWIiOiIx', 'c2lnbmF0dXJl'].join('.'),
};

test.each([
  ['DB_PASSWORD', 'hunter2'],
  ['dbPassword', 'changeme'],
  ['GREETING', ISSUED.key],
  ['GREETING', ISSUED.aws],
  ['GREETING', ISSUED.github],
  ['GREETING', ISSUED.slack],
  ['GREETING', ISSUED.stripe],
  ['GREETING', ISSUED.jwt],
  ['DATABASE', 'postgres://app:hunter2@db.example/orders'],
  ['API_KEY', '9f8e7d6c5b4a39281706'],
  ['SIGNING_SECRET', 'k3P9x!vQ2mZ7'],
  ['GREETING', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:password::}}']] }],
  ['GREETING', '{{resolve:ssm-secure:/app/password:1}}'],
])('%s=%j shows a secret', (name, value) => {
  expect(plaintextSecret(name, value)).toEqual(expect.any(String));
});

test.each([
  ['GREETING', 'hello'],
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', { Ref: 'Secret' }],
  ['DB_PASSWORD', 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf'],
  ['DB_PASSWORD', '/app/database/password'],
  ['PASSWORD_MINIMUM_LENGTH', '12'],
  ['SECRET_NAME', 'app/database-main'],
  ['TOKEN_ENDPOINT', 'https://login.example.com/oauth2/token'],
  ['NEXT_TOKEN', 'none'],
  ['API_KEY', 'development'],
  ['SECRETS_MANAGER_TTL', '300'],
  ['PARAMETER', '{{resolve:ssm:/app/colour:1}}'],
  ['QUEUE_URL', 'https://sqs.us-east-1.amazonaws.com/111111111111/queue'],
])('%s=%j shows none', (name, value) => {
  expect(plaintextSecret(name, value)).toBeUndefined();
});
