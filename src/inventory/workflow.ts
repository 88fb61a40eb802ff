import { Properties, Resolved, Resource, TextPart } from './model';
import { isMap } from './raw';
import { compose, open, partsOf } from './reading/resolved';
import { Survey } from './reading/survey';
import { Piece } from './reading/text-functions';

/** A task state by its name, with the Map and Parallel states it stands in. */
export interface Task {
  readonly name: string;
  readonly state: Properties;
  readonly around: readonly Properties[];
}

/** The task states of a state machine, also inside Map and Parallel; none where the definition cannot be told. */
export function tasksOf(survey: Survey, machine: Resource): readonly Task[] {
  const definition = definitionOf(survey, machine);
  const tasks: Task[] = [];
  const walk = (workflow: Properties, around: readonly Properties[]): void => {
    for (const [name, state] of around.length > MOST_DEEP ? [] : workflow.map('States').entries()) {
      if (state.text('Type').known === 'Task') {
        tasks.push({ name, state, around });
      }
      [...state.maps('Branches'), state.map('Iterator'), state.map('ItemProcessor')].forEach(inner => walk(inner, [...around, state]));
    }
  };
  walk(definition, []);
  return tasks;
}

const MOST_DEEP = 40;
const MOST_DEEP_JSON = 200;
const HOLE = /\ue000(\d+)\ue001/;

/** The definition as properties, whether it is written as text or as a map. */
export function definitionOf(survey: Survey, machine: Resource): Properties {
  const { properties, scope } = machine;
  if (properties.has('Definition')) {
    const map = properties.node('Definition');
    return survey.read(map.kind === 'map' ? { ...map, entries: filled(map.entries, machine, []) } : map, scope);
  }
  const text = properties.node('DefinitionString');
  const parts = partsOf(text);
  if (!parts || text.kind === 'unknown') {
    return survey.read(open('the definition stands outside the template'), scope);
  }
  const json = parts.map((part, index) => (typeof part === 'string' ? part : `\ue000${index}\ue001`)).join('');
  try {
    const parsed: unknown = JSON.parse(json);
    return survey.read({ kind: 'map', entries: isMap(parsed) ? filled(parsed, machine, parts) : {}, scope }, scope);
  } catch {
    return survey.read(open('the definition is no JSON'), scope);
  }
}

/** Puts references and `DefinitionSubstitutions` back where placeholders stand. */
function filled(map: Readonly<Record<string, unknown>>, machine: Resource, parts: readonly TextPart[], depth = 0): Record<string, unknown> {
  const fill = (value: unknown): unknown => {
    if (depth > MOST_DEEP_JSON) {
      return undefined;
    }
    if (typeof value === 'string') {
      return restored(value, machine, parts);
    }
    if (Array.isArray(value)) {
      return Object.values(filled({ ...value }, machine, parts, depth + 1));
    }
    return isMap(value) && !(value instanceof Piece) ? filled(value, machine, parts, depth + 1) : value;
  };
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, fill(value)]));
}

function restored(text: string, machine: Resource, parts: readonly TextPart[]): unknown {
  const whole = text.split(HOLE).flatMap((piece, index): readonly TextPart[] =>
    (index % 2 === 0 ? substituted(piece, machine) : [parts[Number(piece)]]));
  const resolved: Resolved = compose(whole);
  return resolved.kind === 'literal' ? resolved.value : new Piece(resolved);
}

function substituted(text: string, machine: Resource): readonly TextPart[] {
  const given = machine.properties.map('DefinitionSubstitutions');
  return text.split(/\$\{([A-Za-z0-9_]+)\}/).flatMap((piece, index): readonly TextPart[] => {
    if (index % 2 === 0) {
      return [piece];
    }
    return (given.has(piece) && partsOf(given.node(piece))) || [`\${${piece}}`];
  });
}
