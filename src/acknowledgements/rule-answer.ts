import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What this library answers to rules of cdk-nag's packs that a resource does not keep. */
export interface RuleAnswer {
  /** The type of the resources that are meant. */
  readonly type: string;
  /** The rules, each with the name of its pack. */
  readonly rules: readonly string[];
  /** Why that is right. */
  readonly reason: string;
}

/** The packs by the names that their rules begin with. */
export const HIPAA = 'HIPAA.Security';
export const NIST = ['NIST.800.53.R4', 'NIST.800.53.R5'];
export const PCI = 'PCI.DSS.321';

/** A rule as several packs name it. */
export function inPacks(packs: readonly string[], rule: string): string[] {
  return packs.map(pack => `${pack}-${rule}`);
}

const ENTRIES = new WeakMap<IConstruct, Record<string, string>>();

/**
 * Acknowledges, on the very resource, rules that it does not keep; what was said of a rule before stands.
 *
 * As CDK writes acknowledgements, but all of a resource together: its own method writes them one by one, each with the stack of its call,
 * and refuses an id with two double colons, as the ARN of a bucket has.
 */
export function acknowledgeRules(resource: IConstruct, ...answers: Omit<RuleAnswer, 'type'>[]): void {
  if (answers.length === 0) return;
  const entry = ENTRIES.get(resource) ?? {};
  for (const { rules, reason } of answers) rules.forEach(rule => { entry[`Annotation::${rule}`] ??= reason; });
  if (ENTRIES.has(resource)) return;
  ENTRIES.set(resource, entry);
  resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, entry);
}
