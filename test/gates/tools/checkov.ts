import { templateOf } from './cfn-lint';
import { runTool } from './run-tool';
import { Finding } from '../findings';

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

interface Report {
  readonly summary: { readonly parsing_errors: number };
  readonly results: { readonly failed_checks: readonly Check[] };
}

/** The open-source scanner of many companies; it asks nobody on the network. */
export async function checkov(python: string, templates: string): Promise<Finding[]> {
  const said = await runTool(python, 'checkov', [
    '--directory', templates, '--framework', 'cloudformation', '--skip-download', '--quiet', '--compact', '--output', 'json',
  ]);
  const { summary, results } = JSON.parse(said) as Report;
  if (summary.parsing_errors > 0) throw new Error(`checkov must read every template; it could not read ${summary.parsing_errors}.`);
  return results.failed_checks.map(check => ({
    template: templateOf(check.file_path), resource: check.resource.split('.')[1], rule: check.check_id, text: check.check_name,
  }));
}
