import { join } from 'node:path';
import { runTool } from './run-tool';
import { Finding } from '../findings';

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] };
}

/** Where the templates are held against the specification of every resource. */
const REGION = 'eu-west-1';

/** AWS's own linter of templates, errors and warnings. */
export async function cfnLint(python: string, templates: string): Promise<Finding[]> {
  const said = await runTool(python, 'cfn-lint', ['--format', 'json', '--regions', REGION, '--template', join(templates, '*.json')]);
  return (JSON.parse(said) as Match[]).map(({ Filename, Message, Rule, Location: { Path } }) => ({
    template: templateOf(Filename), resource: Path[0] === 'Resources' ? String(Path[1]) : '', rule: Rule.Id, text: Message,
  }));
}

/** The name of a template, as the gates know it. */
export function templateOf(file: string): string {
  return file.split('/').pop()!.replace('.json', '');
}
