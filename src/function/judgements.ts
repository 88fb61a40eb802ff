import { Annotations, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { callerDoubts } from './caller-doubts';
import { Doubt } from './doubt';
import { operationDoubts } from './operation-doubts';
import { rightsDoubts } from './rights-doubts';
import { explain } from '../validation/steadfast-error';

/**
 * Says at synth, where the whole is known, what the checker would say of a function: a warning each, to be acknowledged by the id of its rule.
 *
 * What cannot work is refused at construction instead.
 */
export function warnOfDoubts(fn: lambda.Function, logGroup: IConstruct): void {
  fn.node.addValidation({
    validate: () => {
      [...operationDoubts(fn, logGroup), ...rightsDoubts(fn), ...callerDoubts(fn)].forEach((doubt) => warn(fn, doubt));
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
  warn(fn, {
    rule: 'shared-role',
    must: 'Every function must have a role of its own, or each may do what any of them needs',
    given: `the role of ${other.node.path}`,
    remedy: 'Leave role out, or make a role for each.',
  });
}

/** On the resource: of a warning that comes as late as this, CDK asks the constructs above whether it was acknowledged, and not the construct itself. */
function warn(fn: lambda.Function, doubt: Doubt): void {
  Annotations.of(fn.node.defaultChild ?? fn).addWarningV2(`cdk-steadfast:${doubt.rule}`, explain(doubt));
}
