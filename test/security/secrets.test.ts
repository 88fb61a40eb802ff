import { readFileSync } from 'fs';
import { SecretValue, aws_lambda as lambda, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FunctionSecrets } from '../../src';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { scratchDirectory, steadfastLater } from '../cli/support';
import { stackWith, steadfastFunction } from '../support/stacks';

/* Secrets are planted wherever a template or a prop can hold one, and searched for in all that we write. */

const scratch = scratchDirectory();
/** Each has the shape that its place asks for. */
const PLANTED = {
  password: 'Xk3#canary-pa55word-9Qz',
  key: 'AKIACANARY7KQ2M9XT41',
  token: 'ghp_cAnArY8271kLmNoPqRsTuVwXyZ0123456789',
  url: 'postgres://app:canary-in-url-77@db.internal/orders',
  noEcho: 'canary-noecho-default-51f',
  secure: 'canary-secure-string-93b',
  secret: 'canary-secret-string-a07',
  header: 'Bearer canary-header-66e1',
};

const TEMPLATE = {
  Parameters: { DbPassword: { Type: 'String', NoEcho: true, Default: PLANTED.noEcho } },
  Resources: {
    Worker: lambdaFunction({
      Environment: {
        Variables: {
          DB_PASSWORD: PLANTED.password,
          AWS_KEY: PLANTED.key,
          GITHUB_TOKEN: PLANTED.token,
          DATABASE_URL: PLANTED.url,
          FROM_PARAMETER: { Ref: 'DbPassword' },
          JOINED: { 'Fn::Sub': `x-\${DbPassword}-${PLANTED.password}` },
        },
      },
    }),
    Role: lambdaRole(),
    Stored: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'SecureString', Name: '/app/key', Value: PLANTED.secure } },
    Kept: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: PLANTED.secret } },
    Connection: { Type: 'AWS::Events::Connection', Properties: { AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'k', ApiKeyValue: PLANTED.header } } } },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 hour)',
        Target: { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Input: `{"token":"${PLANTED.token}"}` },
      },
    },
  },
};

/** As it stands, and as it stands in JSON and in HTML. */
const shapes = (text: string): string[] => [text, JSON.stringify(text).slice(1, -1), text.replace(/&/g, '&amp;').replace(/</g, '&lt;')];
const spilt = (text: string): string[] => Object.entries(PLANTED)
  .filter(([, value]) => shapes(value).some(shape => text.includes(shape)))
  .map(([name]) => name);

test.each([
  ['check'], ['check', '--format', 'json'], ['check', '--format', 'sarif'], ['check', '--format', 'junit'],
  ['report'], ['report', '--format', 'json'], ['report', '--format', 'html'], ['cost'], ['cost', '--format', 'json'],
])('%s %s %s tells of a secret and does not repeat it', async (command, ...options) => {
  const { code, out, err } = await steadfastLater(command, scratch.write('app.json', TEMPLATE), ...options);
  expect(code).not.toBe(2);
  expect(out.length).toBeGreaterThan(100);
  expect(spilt(out + err)).toEqual([]);
  if (command === 'check') expect(out).toContain('secret-in-environment');
});

test('a baseline does not repeat it either', async () => {
  const file = scratch.write('app.json', TEMPLATE);
  const { out, err } = await steadfastLater('check', file, '--write-baseline', `${scratch.path}/baseline.json`);
  expect(spilt(out + err + readFileSync(`${scratch.path}/baseline.json`, 'utf8'))).toEqual([]);
});

test('the refusal of a secret in the environment names the variable, and not its value', () => {
  const stack = stackWith();
  const make = (): lambda.Function => steadfastFunction(stack, 'Function', {
    environment: { DB_PASSWORD: PLANTED.password, GITHUB_TOKEN: PLANTED.token },
  });
  expect(make).toThrow('DB_PASSWORD');
  try {
    make();
  } catch (error) {
    expect(spilt((error as Error).message)).toEqual([]);
  }
});

test('a secret that a function reads stands in no other place than its own', () => {
  const stack = stackWith();
  const secret = new secretsmanager.Secret(stack, 'Secret', { secretStringValue: SecretValue.unsafePlainText(PLANTED.secret) });
  steadfastFunction(stack, 'Function', { secrets: FunctionSecrets.cached({ secrets: { API_KEY: secret } }) });
  const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
  const others = Object.values(template.Resources).filter(({ Type }) => Type !== 'AWS::SecretsManager::Secret');
  expect(spilt(JSON.stringify(others))).toEqual([]);
  expect(spilt(JSON.stringify(template))).toEqual(['secret']);
});
