import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Refusal, explain } from './steadfast-error';

/**
 * Warns of what somebody may have reasons for, in the grammar of refusals.
 *
 * @param id what it is acknowledged by, behind `cdk-steadfast:`; the id of the checker's rule that says the same, where there is one
 */
export function warn(scope: IConstruct, id: string, doubt: Refusal): void {
  Annotations.of(scope).addWarningV2(`cdk-steadfast:${id}`, explain(doubt));
}

/** Warns on the resource: of a warning that comes at synth, CDK asks the constructs above whether it was acknowledged, and not the construct itself. */
export function warnAtSynth(construct: IConstruct, id: string, doubt: Refusal): void {
  warn(construct.node.defaultChild ?? construct, id, doubt);
}
