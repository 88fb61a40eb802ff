import { App, CfnResource } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { ANSWERS, answers } from '../gates/answers';
import { TypedFinding } from '../gates/findings';
import { validatorFindings } from '../support/validator-findings';

const PACKS = [AwsSolutionsChecks, ServerlessChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

interface Violation {
  readonly rule: string;
  readonly path: string;
}

/** What CDK's own validator finds, and the gates do not answer, as `rule at path`. */
export function cdkValidator(app: App): string[] {
  // What constructs warn of is not the validator's, and a text that looks like a substitution is its author's.
  const found = validatorFindings(app).map(finding => finding.split(' ')).filter(([rule]) => /^[EWIF]\d+/.test(rule) && rule !== 'E1029');
  return unanswered(app, found.map(([rule, ...path]) => ({ rule, path: path.join(' ') })));
}

/** What the packs of cdk-nag find and nobody acknowledged, and the gates do not answer. */
export function rulePacks(app: App): string[] {
  app.synth();
  const violations = PACKS.flatMap(Pack => new Pack().validateScope(app).violations);
  return unanswered(app, violations.flatMap(({ ruleName: rule, violatingResources }) => (
    violatingResources.map(({ constructPath }) => ({ rule, path: constructPath! }))
  )));
}

function unanswered(app: App, violations: Violation[]): string[] {
  const byPath = new Map(app.node.findAll().filter(child => CfnResource.isCfnResource(child)).map(resource => [resource.node.path, resource]));
  const open = violations.filter(({ rule, path }) => {
    const resource = byPath.get(path);
    const finding: TypedFinding = {
      rule, template: '', text: '', type: resource?.cfnResourceType ?? '', resource: resource ? resource.stack.resolve(resource.logicalId) as string : path,
    };
    return !ANSWERS.some(answer => answer.rules.some(one => answers(answer, one, finding)));
  });
  return open.map(({ rule, path }) => `${rule} at ${path}`);
}
