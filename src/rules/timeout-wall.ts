import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { QUOTAS } from '../reference/quotas';

/** How much of the longest timeout a function may plan with. */
const SHARE = 0.9;

/** Lambda cuts a function off at its timeout, in the middle of what it does. */
export const timeoutWall: Rule = {
  id: 'timeout-wall',
  severity: 'warning',
  title: 'A function\'s work is far from the longest time that Lambda gives it',
  why: 'Nothing can run longer than 900 s. A function that needs nearly that much is cut off in the middle of its work on a slow day and, where its caller '
    + 'retries, starts again: effects repeat unless it is idempotent. And there is nothing left to raise.',
  remedy: 'Split the work into batches or steps (Step Functions, a queue), or move it to a container task.',
  inCdk: 'A state machine, or `patterns.ChunkedJob`, which works off what takes hours in pieces of minutes.',
  source: QUOTAS.timeout.source,
  keeping: { Resources: { Worker: lambdaFunction({ Timeout: 300 }) } },
  breaking: { Resources: { Worker: lambdaFunction({ Timeout: 900 }) } },

  *check(inventory) {
    for (const one of inventory.functions) {
      if (one.injectedBy === undefined) {
        yield* judgeFunction(one);
      }
    }
  },
};

function* judgeFunction(one: FunctionFact): Iterable<Judgement> {
  const limit = one.managedInstances ? QUOTAS.managedTimeout.value : QUOTAS.timeout.value;
  const timeout = one.timeout.known;
  // A durable function is cut off as well, but goes on from its last checkpoint.
  const resumes = one.resource.properties.has('DurableConfig');
  if (timeout === undefined) {
    yield cannotTell(one, `Its timeout cannot be told (${one.timeout.written}).`);
  } else if (timeout > limit) {
    yield finding(one, `Its timeout is ${timeout} s; Lambda refuses more than ${limit}.`, { severity: 'error', remedy: `Set Timeout to ${limit * SHARE} or less, and split the work.` });
  } else if (timeout >= limit * SHARE && !resumes) {
    yield finding(one, `Its timeout is ${timeout} s, and Lambda's longest is ${limit}.`);
  }
}
