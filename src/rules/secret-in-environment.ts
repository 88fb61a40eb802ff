import { looksLikeSecret } from './evidence/secret-shapes';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { RawMap, isMap, own, ownMap } from '../inventory/raw';

const RESOLVED_SECRET = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** What stands in an environment is read by everybody who may look at the function. */
export const secretInEnvironment: Rule = {
  id: 'secret-in-environment',
  severity: 'error',
  title: 'No secret stands in a function\'s environment',
  why: 'Environment variables are shown to everybody who may read the function\'s configuration, stand in the template and its history, '
    + 'and stay as they were when the secret is rotated.',
  remedy: 'Pass the secret\'s ARN or parameter name, and read the value at run time.',
  inCdk: '`secret.secretArn` in the environment and `secret.grantRead(fn)`. `secrets: FunctionSecrets.cached({ secrets: { DATABASE: '
    + 'secret } })` does both, with a cache.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-encryption',
  keeping: { Resources: { Worker: lambdaFunction({ Environment: { Variables: { DB_PASSWORD_ARN: { Ref: 'Password' } } } }), Password: { Type: 'AWS::SecretsManager::Secret' } } },
  breaking: {
    Resources: {
      Worker: lambdaFunction({ Environment: { Variables: { DB_PASSWORD: { 'Fn::Sub': '{{resolve:secretsmanager:${Password}:SecretString:password}}' } } } }),
      Password: { Type: 'AWS::SecretsManager::Secret' },
    },
  },

  *check({ functions }) {
    for (const one of functions) {
      for (const name of one.environment.keys()) {
        const defect = judge(one, name);
        if (defect) {
          yield finding(one, `Its variable ${name} ${defect}.`);
        }
      }
      if (one.environment.state === 'unknown') {
        yield cannotTell(one, `Its environment cannot be told: ${one.environment.why}.`);
      }
    }
  },
};

/** What is wrong with a variable, without ever repeating its value. */
function judge(one: FunctionFact, name: string): string | undefined {
  const value = one.environment.text(name);
  const values = [value, ...value.alternatives ?? []];
  if (values.some(each => RESOLVED_SECRET.test(each.written))) {
    return 'is resolved to the secret itself';
  }
  const parameter = hiddenParameter(one, name);
  if (parameter !== undefined) {
    return `carries the hidden parameter ${parameter}`;
  }
  if (value.reference?.resource.type === 'AWS::IAM::AccessKey' && value.reference.attribute === 'SecretAccessKey') {
    return 'carries the secret of an access key';
  }
  return values.some(each => looksLikeSecret(name, each.written)) ? 'looks like a secret' : undefined;
}

/** A NoEcho parameter that the variable is made of; reading the template resolves a default, so it is looked for as written. */
function hiddenParameter(one: FunctionFact, name: string): string | undefined {
  const { raw, scope } = one.resource;
  const written = own(ownMap(ownMap(ownMap(raw, 'Properties'), 'Environment'), 'Variables'), name);
  return namesIn(written).find(parameter => isHidden(ownMap(scope.parameters, parameter)));
}

function namesIn(written: unknown): readonly string[] {
  if (!isMap(written)) {
    return [];
  }
  const ref = own(written, 'Ref');
  const sub = [own(written, 'Fn::Sub')].flat()[0];
  return [
    ...(typeof ref === 'string' ? [ref] : []),
    ...(typeof sub === 'string' ? [...sub.matchAll(/\$\{(\w+)\}/g)].map(([, inside]) => inside) : []),
  ];
}

function isHidden(parameter: RawMap): boolean {
  return String(own(parameter, 'NoEcho')).toLowerCase() === 'true';
}
