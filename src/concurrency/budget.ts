import { Stack, Token, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { METADATA_KEY } from '../bridge/metadata-key';
import { QUOTAS } from '../reference/quotas';
import { warn } from '../validation/warning';

const JUDGED = new WeakSet<IConstruct>();

/** Says, once for an app, where the reservations of an account and region leave too little to all other functions. */
export function warnOfBudget(fn: lambda.Function): void {
  const { root } = fn.node;
  if (JUDGED.has(root)) return;
  JUDGED.add(root);
  root.node.addValidation({
    validate: () => {
      for (const functions of byEnvironment(root).values()) {
        const limit = statedLimit(functions) ?? QUOTAS.accountConcurrency.value;
        const reserved = functions.map(one => one.reservedConcurrentExecutions ?? 0).filter(count => !Token.isUnresolved(count));
        const together = reserved.reduce((sum, count) => sum + count, 0);
        if (together > limit - QUOTAS.keptUnreserved.value) warnOf(functions[0], together, limit);
      }
      return [];
    },
  });
}

/** Stacks whose account and region are not known may each be deployed to their own. */
function byEnvironment(root: IConstruct): Map<unknown, lambda.CfnFunction[]> {
  const places = new Map<unknown, lambda.CfnFunction[]>();
  for (const one of root.node.findAll().filter(child => child instanceof lambda.CfnFunction)) {
    const stack = Stack.of(one);
    const place = Token.isUnresolved(stack.account) || Token.isUnresolved(stack.region) ? stack : stack.environment;
    places.set(place, [...places.get(place) ?? [], one]);
  }
  return places;
}

/** What a stack says of its account, as the checker's rule reads it in the template. */
function statedLimit(functions: lambda.CfnFunction[]): number | undefined {
  const stated = functions.map(one => Stack.of(one).templateOptions.metadata?.[METADATA_KEY] as { accountConcurrency?: unknown } | undefined);
  return stated.map(said => said?.accountConcurrency).find((limit): limit is number => typeof limit === 'number' && limit > 0);
}

function warnOf(one: lambda.CfnFunction, together: number, limit: number): void {
  warn(one, 'concurrency-budget', {
    must: `The functions of an account and region must leave ${QUOTAS.keptUnreserved.value} of its ${limit} executions unreserved`,
    given: `${together} reserved together`,
    remedy: `Reserve less, or state a higher limit: stack.templateOptions.metadata = { '${METADATA_KEY}': { accountConcurrency: 3000 } }.`,
  });
}
