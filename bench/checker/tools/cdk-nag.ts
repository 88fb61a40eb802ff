import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { Tool } from './said';

/** Five packs of cdk-nag; the same rule name in two packs counts once a construct. */
export function cdkNag(app: App): Tool {
  const { version } = JSON.parse(readFileSync(require.resolve('cdk-nag/package.json'), 'utf8'));
  const packs = [new AwsSolutionsChecks(), new ServerlessChecks(), new HIPAASecurityChecks(), new NIST80053R5Checks(), new PCIDSS321Checks()];
  const said = packs.flatMap(pack => pack.validateScope(app).violations).flatMap(violation => violation.violatingResources.map(resource => {
    const path = resource.constructPath ?? '';
    return { stack: path.split('/')[0], rule: violation.ruleName, where: path, text: violation.description };
  }));
  return { name: 'cdk-nag (5 packs)', version, said };
}
