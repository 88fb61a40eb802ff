import { Said, Tool } from './tools/said';

export interface Comparison {
  readonly date: string;
  readonly tools: readonly ToolResult[];
  readonly plants: readonly PlantResult[];
  readonly wellBuilt: readonly string[];
}

export interface ToolResult {
  readonly name: string;
  readonly version: string;
  readonly found: number;
  readonly of: number;
  /** Of these, the defects that were planted before the rules' code was read. */
  readonly blindFound: number;
  readonly blindOf: number;
  /** What it said of stacks that have nothing wrong. */
  readonly false: number;
  readonly falseByStack: Readonly<Record<string, number>>;
  readonly falseRules: readonly string[];
}

export interface PlantResult {
  readonly rule: string;
  readonly variant?: string;
  readonly blind: boolean;
  /** What each tool said of the broken stack and not of its mended twin. */
  readonly foundBy: Readonly<Record<string, readonly string[]>>;
}

/** A stack with the defect, and the same with it mended. */
export interface Twins {
  readonly rule: string;
  readonly variant?: string;
  readonly broken: string;
  readonly mended: string;
  readonly blind: boolean;
}

const OURS = 'steadfast';

/** Who found what, and who said something of stacks with nothing wrong. */
export function compare(planted: readonly Twins[], wellBuilt: readonly string[], tools: readonly Tool[]): Comparison {
  const byTool = tools.map(tool => ({ tool, byStack: groupByStack(tool.said) }));
  const plants = planted.map(plant => ({
    rule: plant.rule,
    variant: plant.variant,
    blind: plant.blind,
    foundBy: Object.fromEntries(byTool.map(({ tool, byStack }) => [tool.name, onlyIn(byStack, plant, tool.name)])),
  }));
  const results = byTool.map(({ tool, byStack }): ToolResult => {
    const found = plants.filter(plant => plant.foundBy[tool.name].length > 0);
    const wrong = wellBuilt.flatMap(stack => byStack.get(stack) ?? []);
    return {
      name: tool.name,
      version: tool.version,
      found: found.length,
      of: plants.length,
      blindFound: found.filter(plant => plant.blind).length,
      blindOf: plants.filter(plant => plant.blind).length,
      false: wrong.length,
      falseByStack: Object.fromEntries(wellBuilt.map(stack => [stack, byStack.get(stack)?.length ?? 0])),
      falseRules: [...new Set(wrong.map(one => one.rule))].sort(),
    };
  });
  return { date: new Date().toISOString().slice(0, 10), tools: results, plants, wellBuilt };
}

function groupByStack(said: readonly Said[]): ReadonlyMap<string, readonly Said[]> {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const others = groups.get(one.stack) ?? [];
    others.push(one);
    groups.set(one.stack, others);
  }
  return groups;
}

/** Rules that speak up more often of the broken stack than of its twin. Ours must speak up with the rule that the defect was planted for. */
function onlyIn(byStack: ReadonlyMap<string, readonly Said[]>, plant: Twins, tool: string): readonly string[] {
  const before = countByRule(byStack.get(plant.mended) ?? []);
  const after = countByRule(byStack.get(plant.broken) ?? []);
  const rules = [...after].filter(([rule, count]) => count > (before.get(rule) ?? 0)).map(([rule]) => rule);
  return tool === OURS ? rules.filter(rule => rule === plant.rule) : rules;
}

function countByRule(said: readonly Said[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  said.forEach(one => counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1));
  return counts;
}
