import { App, Duration, Stack, aws_ecr as ecr, aws_kms as kms, aws_lambda as lambda, aws_secretsmanager as secretsmanager, aws_ssm as ssm } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { FunctionSecrets, FunctionSecretsProps, RoleRights, SteadfastFunction } from '../../src';
import { Simulation } from '../support/simulation';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let secret: secretsmanager.Secret;
let parameter: ssm.StringParameter;
beforeEach(() => {
  stack = stackWith();
  secret = new secretsmanager.Secret(stack, 'Secret');
  parameter = new ssm.StringParameter(stack, 'Parameter', { stringValue: 'blue' });
});

function reading(props: FunctionSecretsProps = {}): SteadfastFunction {
  return steadfastFunction(stack, 'Function', { secrets: FunctionSecrets.cached({ secrets: { DATABASE: secret }, parameters: { COLOUR: parameter }, ...props }) });
}

test('a function finds where its secrets and parameters are, not what they are', () => {
  reading();
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({
        DATABASE: { Ref: Match.stringLikeRegexp('^Secret') },
        COLOUR: { Ref: Match.stringLikeRegexp('^Parameter') },
        PARAMETERS_SECRETS_EXTENSION_HTTP_PORT: '2773',
        SECRETS_MANAGER_TTL: '300',
      }),
    },
  });
});

test('it may read those and no others', () => {
  expect(RoleRights.of(reading()).lines.filter(line => /secretsmanager|ssm/.test(line))).toEqual([
    'Allow secretsmanager:GetSecretValue on ${Secret}',
    expect.stringMatching(/^Allow ssm:GetParameter on .*parameter\/\$\{Parameter\}$/),
    expect.stringMatching(/^Allow ssm:GetParameters on .*parameter\/\$\{Parameter\}$/),
  ]);
});

test('it may use the customer key of a secret', async () => {
  const key = new kms.Key(stack, 'Key');
  const fn = reading({ secrets: { DATABASE: new secretsmanager.Secret(stack, 'Encrypted', { encryptionKey: key }) } });
  expect(await new Simulation(fn).allows('kms:Decrypt', key.keyArn)).toBe(true);
});

test.each([
  ['arm64', lambda.Architecture.ARM_64, ':layer:AWS-Parameters-and-Secrets-Lambda-Extension-Arm64:4'],
  ['x86_64', lambda.Architecture.X86_64, ':layer:AWS-Parameters-and-Secrets-Lambda-Extension:4'],
])('the extension is the one for the region and %s', (_name, architecture, layer) => {
  const frankfurt = new Stack(new App(), 'Frankfurt', { env: { region: 'eu-central-1' } });
  steadfastFunction(frankfurt, 'Function', {
    architecture, secrets: FunctionSecrets.cached({ secrets: { DATABASE: new secretsmanager.Secret(frankfurt, 'Secret') } }),
  });
  Template.fromStack(frankfurt).hasResourceProperties('AWS::Lambda::Function', { Layers: [Match.stringLikeRegexp(`^arn:aws:lambda:eu-central-1:[0-9]{12}${layer}$`)] });
});

test('another version of the extension may be named', () => {
  reading({ layerVersionArn: 'arn:aws:lambda:us-east-1:177933569100:layer:AWS-Parameters-and-Secrets-Lambda-Extension:12' });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Layers: [Match.stringLikeRegexp('Extension:12$')] });
});

test('values may be asked for every time', () => {
  reading({ timeToLive: Duration.seconds(0) });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: Match.objectLike({ SECRETS_MANAGER_TTL: '0', SSM_PARAMETER_STORE_TTL: '0' }) } });
});

test('a function that reads nothing has no extension', () => {
  steadfastFunction(stack, 'Function', { secrets: FunctionSecrets.none() });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Layers: Match.absent(), Environment: Match.absent() });
});

describe('is refused', () => {
  test('a secret in the environment, without repeating it', () => {
    const given = (): unknown => steadfastFunction(stack, 'Function', { environment: { DB_PASSWORD: 'hunter2' } });
    expect(given).toThrow('Stack/Function: A secret must not stand in an environment variable, which everybody reads who may describe the function; given: DB_PASSWORD, a literal.');
    expect(given).not.toThrow('hunter2');
  });

  test('a secret that CloudFormation would write into the environment', () => {
    expect(() => steadfastFunction(stack, 'Function', { environment: { DATABASE: secret.secretValue.unsafeUnwrap() } }))
      .toThrow('given: DATABASE, a secret that CloudFormation would write out');
  });

  test('a secret that is added to the environment later, at synth', () => {
    steadfastFunction(stack).addEnvironment('DB_PASSWORD', 'hunter2');
    expect(() => Template.fromStack(stack)).toThrow('A secret must not stand in an environment variable');
  });

  test('a value kept for more than five minutes', () => {
    expect(() => reading({ timeToLive: Duration.minutes(6) })).toThrow('FunctionSecrets: The extension must keep a value for at most 300 seconds');
  });

  test('a variable set twice', () => {
    expect(() => steadfastFunction(stack, 'Function', { environment: { DATABASE: 'x' }, secrets: FunctionSecrets.cached({ secrets: { DATABASE: secret } }) }))
      .toThrow('given: DATABASE in environment and in secrets');
  });

  test('two ways to read secrets', () => {
    expect(() => steadfastFunction(stack, 'Function', {
      secrets: FunctionSecrets.cached({ secrets: { DATABASE: secret } }),
      paramsAndSecrets: lambda.ParamsAndSecretsLayerVersion.fromVersion(lambda.ParamsAndSecretsVersions.V1_0_103),
    })).toThrow('How secrets are read must be decided once');
  });

  test('the extension as a layer of a container image', () => {
    expect(() => steadfastFunction(stack, 'Function', {
      runtime: lambda.Runtime.FROM_IMAGE,
      handler: lambda.Handler.FROM_IMAGE,
      code: lambda.Code.fromEcrImage(ecr.Repository.fromRepositoryName(stack, 'Images', 'images')),
      secrets: FunctionSecrets.cached({ secrets: { DATABASE: secret } }),
    })).toThrow('must bring the Parameters and Secrets extension in its image');
  });
});

test('what only looks like a secret is let through with a reason, which stands in the template', () => {
  steadfastFunction(stack, 'Function', { environment: { RESET_PASSWORD: 'enabled-for-admins' }, secrets: FunctionSecrets.none({ RESET_PASSWORD: 'the name of a feature' }) });
  Template.fromStack(stack).hasResource('AWS::Lambda::Function', {
    Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'secret-in-environment', reason: 'RESET_PASSWORD: the name of a feature' }] } },
  });
});
