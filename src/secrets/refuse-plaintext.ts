import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { plaintextSecret } from './plaintext-secret';
import { acknowledge } from '../bridge/resource-metadata';
import { Refusal, SteadfastError, explain } from '../validation/steadfast-error';

/**
 * Refuses secrets in a function's environment: now what is there now, and at synth what was added since.
 *
 * @param notSecret the reasons of variables that only look like secrets
 */
export function refusePlaintextSecrets(fn: lambda.Function, notSecret: { [variable: string]: string }): void {
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  Object.entries(notSecret).forEach(([variable, reason]) => acknowledge(resource, 'secret-in-environment', `${variable}: ${reason}`));
  const refusals = (): Refusal[] => Object.entries(environmentOf(resource))
    .filter(([variable]) => !(variable in notSecret))
    .flatMap(([variable, value]) => refusalOf(variable, value));

  refusals().slice(0, 1).forEach(refusal => { throw new SteadfastError(fn, refusal); });
  fn.node.addValidation({ validate: () => refusals().map(explain) });
}

/** The value is never repeated: errors end up in logs. */
function refusalOf(variable: string, value: unknown): Refusal[] {
  const kind = plaintextSecret(variable, value);
  if (!kind) return [];
  return [{
    must: 'A secret must not stand in an environment variable, which everybody reads who may describe the function',
    given: `${variable}, ${kind}`,
    remedy: 'Keep it in Secrets Manager or Parameter Store and read it at run time: secrets: FunctionSecrets.cached({ secrets: { ... } }); '
      + `if it is no secret, say so: FunctionSecrets.none({ ${variable}: 'the reason' }).`,
  }];
}

function environmentOf(resource: lambda.CfnFunction): Record<string, unknown> {
  const environment = Stack.of(resource).resolve(resource.environment) as { variables?: Record<string, unknown> } | undefined;
  return environment?.variables ?? {};
}
