import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { callerDoubts } from './caller-doubts';
import { operationDoubts } from './operation-doubts';
import { rightsDoubts } from './rights-doubts';
import { warnAtSynth } from '../../validation/warning';

/**
 * Says at synth, where the whole is known, what the checker would say of a function: a warning each, to be acknowledged by the id of its rule.
 *
 * What cannot work is refused at construction instead.
 */
export function warnOfDoubts(fn: lambda.Function, logGroup: IConstruct): void {
  fn.node.addValidation({
    validate: () => {
      [...operationDoubts(fn, logGroup), ...rightsDoubts(fn), ...callerDoubts(fn)].forEach(doubt => warnAtSynth(fn, doubt.rule, doubt));
      return [];
    },
  });
}

const USERS = new WeakMap<iam.IRole, IConstruct>();

/** Says where a role is given to more than one function. */
export function warnOfSharedRole(fn: lambda.Function, given: iam.IRole | undefined): void {
  if (!given) return;
  const other = USERS.get(given);
  USERS.set(given, other ?? fn);
  if (!other) return;
  warnAtSynth(fn, 'shared-role', {
    must: 'Every function must have a role of its own, or each may do what any of them needs',
    given: `the role of ${other.node.path}`,
    remedy: 'Leave role out, or make a role for each.',
  });
}
