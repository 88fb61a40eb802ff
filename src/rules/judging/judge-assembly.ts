import * as path from 'path';
import { judge } from './judge';
import { RULE_BOOK } from '../rule-book';
import { OpenQuestion, Verdict } from './verdict';
import { takeInventory } from '../../inventory/inventory';
import { loadAssembly } from '../../inventory/loading/assembly';
import { Acknowledgement, Template, withNested } from '../../inventory/template';

/** A cloud assembly judged as a whole, to be asked about some of its templates. */
export class JudgedAssembly {
  private readonly templates: readonly Template[];
  private readonly verdict: Verdict;

  /** Acknowledgements may come from above the stacks, where an assembly carries none. */
  constructor(directory: string, acknowledgements?: readonly Acknowledgement[]) {
    this.templates = loadAssembly(directory).map(template => (acknowledgements ? acknowledging(template, acknowledgements) : template));
    this.verdict = judge(takeInventory(this.templates), RULE_BOOK);
  }

  /** What stands in the given templates and the stacks nested in them. */
  public within(files: readonly string[]): Verdict {
    const wanted = new Set(files.map(file => path.resolve(file)));
    const names = new Set(this.templates.filter(one => wanted.has(path.resolve(one.name))).flatMap(withNested).map(({ name }) => name));
    const inside = <P extends OpenQuestion>(places: readonly P[]): readonly P[] => places.filter(place => names.has(place.template));
    const { findings, unknown, acknowledged } = this.verdict;
    return { version: 1, findings: inside(findings), unknown: inside(unknown), acknowledged: inside(acknowledged) };
  }
}

function acknowledging(template: Template, acknowledgements: readonly Acknowledgement[]): Template {
  const nested = [...template.nested ?? []].map(([id, one]) => [id, acknowledging(one, acknowledgements)] as const);
  return { ...template, acknowledgements, nested: new Map(nested) };
}
