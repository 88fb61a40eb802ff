import { lambdaFunction } from './example-parts';
import { finding, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { ownMap, RawMap } from '../inventory/raw';
import { Template } from '../inventory/template';
import { QUOTAS } from '../reference/quotas';

/** From here on a stack has no room for two more functions with what stands around them. */
const FULL = 450;

/** A stack that is full refuses the next function. */
export const stackSize: Rule = {
  id: 'stack-size',
  severity: 'warning',
  title: 'A stack with functions has room for the next one',
  why: 'CloudFormation takes 500 resources a template, and a function comes with nine or more of them. Splitting a stack that is full is slow and risky: '
    + 'what moves to another stack is made anew, and what holds data must be imported.',
  remedy: 'Put the next functions into a stack of their own, by what is deployed together; keep tables and buckets in a stack that seldom changes.',
  inCdk: 'Another `Stack` of the same `App`; what crosses is passed as a prop.',
  source: QUOTAS.stackResources.source,
  keeping: withTopics(20),
  breaking: withTopics(FULL),

  *check(inventory) {
    for (const [{ body }, one] of firstFunctions(inventory)) {
      const declared = Object.keys(ownMap(body, 'Resources')).length;
      const limit = QUOTAS.stackResources.value;
      if (declared > limit) {
        yield finding(one, `Its template has ${declared} resources; CloudFormation takes ${limit}.`, { severity: 'error' });
      } else if (declared > FULL) {
        yield finding(one, `Its template has ${declared} of the ${limit} resources that CloudFormation takes.`);
      }
    }
  },
};

/** One function of each template, at which a finding is shown. */
function firstFunctions({ functions }: Inventory): ReadonlyMap<Template, FunctionFact> {
  const first = new Map<Template, FunctionFact>();
  for (const one of functions) {
    const { template } = one.resource.scope;
    if (!first.has(template)) {
      first.set(template, one);
    }
  }
  return first;
}

function withTopics(count: number): RawMap {
  const topics = [...Array(count).keys()].map(index => [`Topic${index}`, { Type: 'AWS::SNS::Topic' }]);
  return { Resources: { Worker: lambdaFunction(), ...Object.fromEntries(topics) } };
}
