import { cpSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** How programs import ours: it is loaded, and not bundled with them. */
export const OURS = 'cdk-steadfast';

/** Puts the compiled library beside programs as npm would: CDK shortens what it keeps of a call by the folder `node_modules`. */
export function installLibrary(folder: string): void {
  const installed = join(folder, 'node_modules', OURS);
  ['package.json', 'lib'].forEach(part => cpSync(join(ROOT, part), join(installed, part), { recursive: true }));
}
