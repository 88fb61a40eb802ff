import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Resolved } from '../inventory/model';
import { partsOf } from '../inventory/reading/resolved';
import { QUOTAS } from '../reference/quotas';

/** What a hole in a text may come to: ARNs, names and addresses stay below. */
const HOLE = 256;

/** Names that Lambda sets itself; `_HANDLER` and `_X_AMZN_TRACE_ID` already break the pattern of names. */
const RESERVED: ReadonlySet<string> = new Set([
  'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR',
]);
const NAME = /^[a-zA-Z][a-zA-Z0-9_]+$/;

/** Lambda takes 4 KB of environment, and some names are its own. */
export const environmentSize: Rule = {
  id: 'environment-size',
  severity: 'error',
  title: 'A function\'s environment variables fit into 4 KB and have names that Lambda takes',
  why: 'Lambda refuses more than 4 KB of variables, names that it sets itself, and names that do not begin with a letter.',
  remedy: 'Move configuration to Parameter Store, AppConfig or a file in the package.',
  inCdk: '`ssm.StringParameter` with `Access.readParameter(parameter)`, or a file beside the handler.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
  keeping: { Resources: { Worker: lambdaFunction({ Environment: { Variables: { TABLE: 'orders' } } }) } },
  breaking: { Resources: { Worker: lambdaFunction({ Environment: { Variables: { AWS_REGION: 'eu-west-1' } } }) } },

  *check({ functions }) {
    for (const one of functions) {
      const refused = one.environment.keys().filter(key => (RESERVED.has(key) || !NAME.test(key)) && one.environment.has(key));
      if (refused.length > 0) {
        yield finding(one, `Lambda does not take these names of variables: ${refused.join(', ')}.`, { remedy: 'Rename or remove these variables.' });
      }
      yield* judgeSize(one);
    }
  },
};

function* judgeSize(one: FunctionFact): Iterable<Judgement> {
  if (one.environment.state === 'unknown') {
    yield cannotTell(one, `How much environment it has cannot be told: ${one.environment.why ?? 'it is not told'}.`);
    return;
  }
  const sizes = one.environment.keys().filter(key => one.environment.has(key)).map(key => sizeOf(key, one.environment.node(key)));
  const least = sizes.reduce((sum, size) => sum + size.least, 0);
  const most = sizes.reduce((sum, size) => sum + size.most, 0);
  const limit = QUOTAS.environment.value;
  if (least > limit) {
    yield finding(one, `Its environment variables have at least ${least} bytes; Lambda takes ${limit}.`);
  } else if (most > limit) {
    yield cannotTell(one, `Its environment variables have ${least} bytes and more; whether they stay within ${limit} cannot be told.`);
  }
}

/** Names and values alone for certain; with the quotes and commas that Lambda may count, and room for what is not told, at most. */
function sizeOf(key: string, node: Resolved): { readonly least: number; readonly most: number } {
  const parts = partsOf(node) ?? [];
  const literal = parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : 0), Buffer.byteLength(key));
  return { least: literal, most: literal + 6 + HOLE * parts.filter(part => typeof part !== 'string').length };
}
