import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Access } from '../access/access';
import { FunctionSecrets } from '../secrets/function-secrets';
import { refusePlaintextSecrets } from '../secrets/refuse-plaintext';
import { requireThat } from '../validation/steadfast-error';

/** The props that CDK's constructor sees of a function's secrets: the extension, and where to find what it reads. */
export function secretProps(props: lambda.FunctionOptions, secrets: FunctionSecrets | undefined): lambda.FunctionOptions {
  if (!secrets?._extension) return {};
  return { paramsAndSecrets: secrets._extension, environment: { ...props.environment, ...secrets._variables } };
}

/** Lets a function read its secrets, and refuses those that stand in its environment. */
export function readSecrets(fn: lambda.Function, props: lambda.FunctionOptions, secrets: FunctionSecrets = FunctionSecrets.none()): void {
  const twice = Object.keys(secrets._variables).filter(variable => props.environment?.[variable] !== undefined);
  requireThat(fn, twice.length === 0, {
    must: 'An environment variable must be set once',
    given: `${twice.join(', ')} in environment and in secrets`,
    remedy: 'Remove it from environment.',
  });
  requireThat(fn, !secrets._extension || fn.runtime !== lambda.Runtime.FROM_IMAGE, {
    must: 'A function from a container image must bring the Parameters and Secrets extension in its image, for it takes no layers',
    given: 'secrets on an image function',
    remedy: 'Copy the extension into the image and grant Access.readSecret, or read the secret with the SDK.',
  });
  secrets._secrets.forEach(secret => Access.readSecret(secret).grantTo(fn));
  secrets._parameters.forEach(parameter => Access.readParameter(parameter).grantTo(fn));
  refusePlaintextSecrets(fn, secrets._notSecret);
}
