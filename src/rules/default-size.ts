import { lambdaFunction } from './example-parts';
import { finding, Rule } from './rule';

/** Nobody chose the defaults for this function. */
export const defaultSize: Rule = {
  id: 'default-size',
  severity: 'warning',
  title: 'A function says how long it may run and how much memory it has',
  why: 'The defaults, 3 s and 128 MB, fit next to nothing: a cold start may take most of the 3 s, and 128 MB come with a fourteenth of a processor.',
  remedy: 'Set Timeout and MemorySize to what the function needs.',
  inCdk: '`timeout` and `memorySize` on the function. A `SteadfastFunction` has 15 seconds and 512 MB unless you say otherwise.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-common.html',
  keeping: { Resources: { Worker: lambdaFunction({ Timeout: 30, MemorySize: 512 }) } },
  breaking: { Resources: { Worker: lambdaFunction() } },

  *check(inventory) {
    for (const one of inventory.functions) {
      const { properties } = one.resource;
      if (one.injectedBy !== undefined || inventory.isEdge(one) || properties.state !== 'map') {
        continue;
      }
      const left = [
        ...(properties.has('Timeout') ? [] : ['a timeout of 3 s']),
        // Managed instances have a default of their own.
        ...(properties.has('MemorySize') || one.managedInstances ? [] : ['128 MB of memory']),
      ];
      if (left.length > 0) {
        yield finding(one, `It is left with the default: ${left.join(' and ')}.`);
      }
    }
  },
};
