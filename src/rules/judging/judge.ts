import { reasonToAccept } from './acknowledgement';
import { Judgement, Rule } from '../rule';
import { AcknowledgedDefect, FoundDefect, OpenQuestion, Verdict } from './verdict';
import { Inventory } from '../../inventory/inventory';

/** Holds an inventory against rules; the order of the result depends on nothing but its content. */
export function judge(inventory: Inventory, rules: readonly Rule[]): Verdict {
  const findings: FoundDefect[] = [];
  const unknown: OpenQuestion[] = [];
  const acknowledged: AcknowledgedDefect[] = [];
  for (const rule of rules) {
    for (const judgement of rule.check(inventory)) {
      const defect = describe(rule, judgement);
      if (judgement.kind === 'unknown') {
        unknown.push(placeOf(defect));
        continue;
      }
      const reason = reasonToAccept(rule.id, judgement.fact.resource);
      if (reason === undefined) {
        findings.push(defect);
      } else {
        acknowledged.push({ ...defect, reason });
      }
    }
  }
  // What could not be read is not passed over in silence.
  unknown.push(...inventory.notes.map(note => ({ rule: 'template', ...note, path: note.logicalId })));
  return { version: 1, findings: sorted(findings), unknown: sorted(unknown), acknowledged: sorted(acknowledged) };
}

function describe(rule: Rule, judgement: Judgement): FoundDefect {
  const { fact, message } = judgement;
  const own = judgement.kind === 'finding' ? judgement : undefined;
  return {
    rule: rule.id,
    severity: own?.severity ?? rule.severity,
    template: fact.template,
    logicalId: fact.logicalId,
    path: fact.path,
    message,
    remedy: own?.remedy ?? rule.remedy,
  };
}

function placeOf({ rule, template, logicalId, path, message }: FoundDefect): OpenQuestion {
  return { rule, template, logicalId, path, message };
}

/** Sorted by place, then rule; what is said twice is said once. */
function sorted<P extends OpenQuestion>(places: readonly P[]): readonly P[] {
  const byKey = new Map(places.map(place => [[place.template, place.path, place.logicalId, place.rule, place.message].join('\u0000'), place]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, place]) => place);
}
