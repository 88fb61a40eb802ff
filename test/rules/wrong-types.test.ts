import { inventoryOf } from './support';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';

function oneOfEachType(resources: Record<string, { Type?: string }>): string[] {
  return [...new Map(Object.keys(resources).map(id => [resources[id].Type, id])).values()];
}

test.each(RULE_BOOK.map(rule => [rule.id, rule] as const))('%s does not stumble over wrong types', (_id, rule) => {
  for (const wrong of [null, 7, 'text', [], [[]], {}, { Ref: 'Nobody' }, { 'Fn::If': ['C', 1, 2] }, { 'Fn::Sub': 7 }]) {
    for (const example of [rule.keeping, rule.breaking]) {
      const resources = example.Resources as Record<string, { Type?: string; Properties?: object }>;
      // One of each type tells as much as a hundred.
      for (const id of oneOfEachType(resources)) {
        for (const key of Object.keys(resources[id].Properties ?? {})) {
          const changed = { ...resources, [id]: { ...resources[id], Properties: { ...resources[id].Properties, [key]: wrong } } };
          expect(() => judge(inventoryOf({ Resources: changed }), [rule])).not.toThrow();
        }
      }
    }
  }
});
