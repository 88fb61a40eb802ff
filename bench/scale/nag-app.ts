import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { fleet } from './fleet';

/* The app that users of cdk-nag run: `nag-app.js OUTDIR FUNCTIONS [packs]`. Findings make the synthesis throw; that is what they are waited for. */

const [outdir, functions, packs] = process.argv.slice(2);
const app = fleet(outdir, Number(functions));
if (packs === 'packs') {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(), new ServerlessChecks(), new HIPAASecurityChecks(), new NIST80053R5Checks(), new PCIDSS321Checks(),
  );
}
try {
  app.synth();
} catch (error) {
  if (packs !== 'packs' || !/[Vv]alidation/.test(String(error))) {
    throw error;
  }
}
