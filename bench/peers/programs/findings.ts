import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { appOf } from './app';

/* `findings.js VARIANT` prints how many findings of cdk-nag's six packs are open. */

const app = appOf(process.argv[2], 1);
app.synth();
const packs = [AwsSolutionsChecks, ServerlessChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];
const open = packs.flatMap(pack => new pack().validateScope(app).violations).flatMap(({ violatingResources }) => violatingResources);
process.stdout.write(`\n${JSON.stringify({ open: open.length })}`);
