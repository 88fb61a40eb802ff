import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { templateOf } from './cfn-lint';
import { Finding } from '../findings';

const BUFFER = 256 * 1024 * 1024;

/** The tree of the app is asked for by the interface, and by nothing of this plugin. */
type Context = Parameters<CfnGuardValidator['validate']>[0];

interface Violating {
  readonly resourceLogicalId?: string;
  readonly templatePath: string;
}

/** The proactive controls of AWS Control Tower, as cfn-guard checks them. */
export async function controlTower(templates: string): Promise<Finding[]> {
  const templatePaths = readdirSync(templates).map(file => join(templates, file));
  const { violations } = new CfnGuardValidator({ maxBuffer: BUFFER }).validate({ templatePaths } as Context);
  const found = violations.flatMap(({ ruleName, description, violatingResources }) => (violatingResources as readonly Violating[])
    .map(({ resourceLogicalId = '', templatePath }) => ({
      template: templateOf(templatePath), resource: resourceLogicalId, rule: controlOf(description) ?? ruleName, text: description,
    })));
  // A rule with several clauses may be told twice, the second time without the resource.
  const toldOf = new Set(found.filter(({ resource }) => resource !== '').map(({ template, rule }) => `${template} ${rule}`));
  return found.filter(({ resource, template, rule }) => resource !== '' || !toldOf.has(`${template} ${rule}`));
}

/** The control's own name, as in CT.LAMBDA.PR.3. */
function controlOf(description: string): string | undefined {
  return /^\[(CT\.[A-Z0-9.]+)\]/.exec(description)?.[1];
}
