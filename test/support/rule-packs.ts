import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, NagPack, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { IConstruct } from 'constructs';

const PACKS = [AwsSolutionsChecks, ServerlessChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

/** What a tool says of one construct. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
  readonly text: string;
}

/** What the six packs of cdk-nag say of an app that is synthesized. */
export function nagged(app: IConstruct): Violation[] {
  return PACKS.flatMap(Pack => new Pack().validateScope(app).violations).flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ path: constructPath!, rule: ruleName, text: description })));
}

/** What the packs would say if nobody had acknowledged anything: else nobody sees an acknowledgement that is not needed. */
export function withoutAcknowledgements<T>(look: () => T): T {
  const pack = NagPack.prototype as unknown as { isAcknowledged: (...args: unknown[]) => boolean };
  const { isAcknowledged } = pack;
  pack.isAcknowledged = () => false;
  try {
    return look();
  } finally {
    pack.isAcknowledged = isAcknowledged;
  }
}

/** What is open once the app of a stack is synthesized, each as `rule at path`. */
export function openFindings(stack: Stack): string[] {
  (stack.node.root as App).synth();
  return nagged(stack.node.root).map(({ rule, path }) => `${rule} at ${path}`);
}

/** Everything that is acknowledged below a construct. */
export function acknowledgementsBelow(construct: IConstruct): { readonly rule: string; readonly path: string; readonly reason: string }[] {
  return construct.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .map(([rule, reason]) => ({ rule: rule.replace('Annotation::', ''), path: node.path, reason })));
}
