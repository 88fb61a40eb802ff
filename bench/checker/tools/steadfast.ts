import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Exhibits, Tool } from './said';
import { takeInventory } from '../../../src/inventory/inventory';
import { judge } from '../../../src/rules/judging/judge';
import { RULE_BOOK } from '../../../src/rules/rule-book';

/** Our rule book, on every template by itself. What it cannot tell is not counted as said. */
export function steadfast({ assembly, stacks }: Exhibits): Tool {
  const said = stacks.flatMap(stack => {
    const body = JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8'));
    return judge(takeInventory([{ name: stack, body }]), RULE_BOOK).findings
      .map(found => ({ stack, rule: found.rule, where: found.logicalId, text: found.message }));
  });
  return { name: 'steadfast', version: `${RULE_BOOK.length} rules`, said };
}
