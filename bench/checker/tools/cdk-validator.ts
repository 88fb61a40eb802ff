import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Exhibits, Tool } from './said';

interface ViolatingConstruct {
  readonly constructPath: string;
  readonly cloudFormationResource?: { readonly templatePath: string; readonly logicalId: string };
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly pluginVersion: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly ViolatingConstruct[];
    }[];
  }[];
}

/** CDK's built-in validator of CloudFormation templates; its report was written by the synthesis. */
export function cdkValidator({ assembly }: Exhibits): Tool {
  const report: Report = JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8'));
  const own = report.pluginReports.filter(one => one.pluginName === 'CloudFormation Validate');
  const said = own.flatMap(one => one.violations).flatMap(violation => violation.violatingConstructs.map(construct => ({
    stack: construct.cloudFormationResource?.templatePath.replace('.template.json', '') ?? construct.constructPath.split('/')[0],
    rule: violation.ruleName,
    where: construct.cloudFormationResource?.logicalId ?? construct.constructPath,
    text: violation.description,
  })));
  return { name: 'CDK validator', version: own[0]?.pluginVersion ?? '?', said };
}
