import { join } from 'node:path';
import { runTool } from './run-tool';
import { Finding } from '../findings';

/** What every policy of a role says, held against the actions, resources and conditions that IAM knows. */
export async function parliament(python: string, templates: string): Promise<Finding[]> {
  return JSON.parse(await runTool(python, 'python', [join(__dirname, 'read_policies.py'), templates])) as Finding[];
}
