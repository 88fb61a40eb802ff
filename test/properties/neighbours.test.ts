import { CfnElement, Stack, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { FunctionCase, functionCase, propsOf } from './function-cases';
import { CONTEXTS } from './outcome';
import { runs } from './runs';
import { shared } from './shared';
import { SteadfastFunction, TopicTrigger } from '../../src';
import { stackWith } from '../support/stacks';

interface Neighbour {
  readonly name: 'Left' | 'Right';
  readonly given: FunctionCase;
}

type Resources = Record<string, object>;

/** What stands below each function of a stack, by logical id; what functions share stands elsewhere. Undefined where one of them is refused. */
function standing(neighbours: readonly Neighbour[], context: string): Record<string, Resources> | undefined {
  const stack = stackWith(CONTEXTS[context]);
  try {
    const made = neighbours.map(({ name, given }) => {
      const fn = new SteadfastFunction(stack, name, propsOf(stack, given));
      fn.addEventSource(new TopicTrigger(shared(stack, 'News', () => new sns.Topic(stack, 'News'))));
      return fn;
    });
    const resources = Template.fromStack(stack).toJSON().Resources as Resources;
    return Object.fromEntries(made.map(fn => [fn.node.id, below(fn, stack, resources)]));
  } catch {
    return undefined;
  }
}

function below(fn: lambda.Function, stack: Stack, resources: Resources): Resources {
  const ids = fn.node.findAll().filter(child => CfnElement.isCfnElement(child)).map(child => stack.resolve(child.logicalId) as string);
  return Object.fromEntries(ids.filter(id => id in resources).map(id => [id, resources[id]]));
}

const cases = fc.record({ left: functionCase, right: functionCase, context: fc.constantFrom(...Object.keys(CONTEXTS)) });

test('a function stands as it does alone, whatever stands beside it and whichever came first', () => {
  let compared = 0;
  fc.assert(fc.property(cases, one => {
    const left: Neighbour = { name: 'Left', given: one.left };
    const right: Neighbour = { name: 'Right', given: one.right };
    const together = standing([left, right], one.context);
    if (!together) return;
    expect(Object.keys(together.Left).length).toBeGreaterThan(3);
    expect({ ...standing([left], one.context), ...standing([right], one.context) }).toEqual(together);
    expect(standing([right, left], one.context)).toEqual(together);
    compared += 1;
  }), runs(20));
  expect(compared).toBeGreaterThan(2);
});
