import { aws_kms as kms } from 'aws-cdk-lib';
import { stackWith, steadfastFunction } from './stacks';
import { RoleRights } from '../../src';
import { Verb } from '../access/vocabulary';

const COLUMNS = ['verb', 'actions', 'on', 'with a customer key'];

/** What every verb grants, as the table of docs/access.md. */
export function vocabularyTable(verbs: Record<string, Verb>): string {
  const rows = Object.entries(verbs).map(([name, verb]) => row(name, verb));
  return [COLUMNS, COLUMNS.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function row(name: string, verb: Verb): string[] {
  const rights = rightsOf(verb, false);
  const key = verb.takesKey ? rightsOf(verb, true).filter(({ on }) => on.includes('CustomerKey')) : [];
  return [`\`${name}\``, listed(rights.map(({ action }) => action)), listed(rights.map(({ on }) => on)), listed(key.map(({ action }) => action))];
}

function rightsOf(verb: Verb, keyed: boolean): { action: string; on: string }[] {
  const stack = stackWith();
  const fn = steadfastFunction(stack);
  const own = RoleRights.of(fn).lines;
  fn.grantAccess(verb.use(stack, keyed ? new kms.Key(stack, 'CustomerKey') : undefined).access);
  return RoleRights.of(fn).lines.filter(line => !own.includes(line)).map(line => {
    const [, action, on] = line.match(/^Allow (\S+) on (.*)$/) ?? [];
    return { action, on };
  });
}

function listed(values: string[]): string {
  return [...new Set(values)].map(value => `\`${value}\``).join('<br>');
}
