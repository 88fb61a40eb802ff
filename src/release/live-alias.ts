import { aws_lambda as lambda } from 'aws-cdk-lib';
import { explain, Refusal } from '../validation/steadfast-error';

const NAME = 'live';

/** Publishes a version whenever code or configuration change, and points the live alias at it. */
export function liveAlias(fn: lambda.Function): lambda.Alias {
  const alias = new lambda.Alias(fn, 'Live', { aliasName: NAME, version: fn.currentVersion });
  fn.node.addValidation({ validate: () => namesakes(fn, alias).map(explain) });
  return alias;
}

/** CDK takes a second alias of the name, and the deployment fails. */
function namesakes(fn: lambda.Function, alias: lambda.Alias): Refusal[] {
  const aliases = [fn, fn.node.scope].flatMap(scope => scope?.node.children ?? []).filter(one => one instanceof lambda.Alias);
  return aliases.filter(one => one !== alias && one.aliasName === NAME && one.version === alias.version).map(other => ({
    must: `A function must have one alias '${NAME}', the one it is called by`,
    given: `another one, ${other.node.path}`,
    remedy: 'Use fn.liveAlias, or give the alias another name.',
  }));
}
