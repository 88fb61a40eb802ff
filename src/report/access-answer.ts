import { many } from './counts';
import { Answer, Right } from './report';
import { Inventory } from '../inventory/inventory';
import { Verdict } from '../rules/judging/verdict';

/** Errors of these rules mean that somebody may do, call or read more than they should. */
export const OPENING_RULES: readonly string[] = ['action-wildcard', 'public-invoke', 'secret-in-environment'];

/** Who can do what? */
export function accessAnswer(rights: readonly Right[], { functions }: Inventory, { findings }: Verdict): Answer {
  const wide = new Set(rights.filter(right => right.wide !== undefined).map(right => right.function));
  const open = findings.filter(found => found.rule === 'public-invoke').length;
  const told = findings.filter(found => found.severity === 'error' && OPENING_RULES.includes(found.rule)).length;
  const hidden = rights.filter(right => right.note !== undefined && right.actions.length === 0).length;
  const actions = rights.reduce((sum, right) => sum + (right.denied ? 0 : right.actions.length), 0);
  const figures = [
    { count: String(functions.all.length), of: functions.all.length === 1 ? 'function' : 'functions' },
    { count: String(actions), of: 'rights, counted by action' },
    { count: String(wide.size), of: 'functions with a wildcard' },
    { count: String(open), of: 'doors open to everybody' },
  ];
  if (told > 0 || wide.size > 0) {
    const says = open > 0 ? `${many(open, 'door')} open to everybody` : `${wide.size} of ${many(functions.all.length, 'function')} ${wide.size === 1 ? 'reaches further than it names' : 'reach further than they name'}`;
    return { verdict: told > 0 ? 'bad' : 'attention', says: `${says}.`, figures };
  }
  return hidden > 0
    ? { verdict: 'unknown', says: `${many(hidden, 'role')} cannot be seen in the templates.`, figures }
    : { verdict: 'good', says: 'Every right names its actions and its resources.', figures };
}
