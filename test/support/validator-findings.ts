import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';

interface ValidationReport {
  readonly pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
}

/** Synthesizes an app with CDK's own validator on: what it finds, errors and warnings, as `rule at/path`, and what the app's constructs warn of. */
export function validatorFindings(app: App): string[] {
  process.env.CDK_VALIDATION = 'true';
  try {
    const { directory, stacks } = app.synth();
    const said = stacks.flatMap(({ messages }) => messages.map(({ id, entry }) => `${String(entry.data)} ${id}`));
    return [...said, ...reported(join(directory, 'validation-report.json'))];
  } finally {
    process.env.CDK_VALIDATION = 'false';
  }
}

/** Where nothing is found and nobody validates, there is no report. */
function reported(file: string): string[] {
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`));
}
