import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../cloud/python-environment';

const EXAMPLE = join(projectRoot(), 'examples', '20-four-languages');

/** An app of the example in a folder of its own, as if somebody had just copied it: nothing of this project is around it. */
export class Consumer {
  /** The folder with the app. */
  public readonly folder: string;
  private readonly assembly: string;

  constructor(language: 'typescript' | 'python' | 'java' | 'go') {
    const root = mkdtempSync(join(tmpdir(), `${language}-consumer-`));
    for (const part of ['handler', language]) {
      cpSync(join(EXAMPLE, part), join(root, part), { recursive: true });
    }
    this.folder = join(root, language);
    this.assembly = join(root, 'cdk.out');
  }

  /** Tells CDK where the assembly goes, as its command line would. */
  public get environment(): Record<string, string> {
    return { CDK_OUTDIR: this.assembly, CDK_VALIDATION: 'false' };
  }

  /** Where the app was synthesized to. */
  public get cloudAssembly(): string {
    return this.assembly;
  }

  /** The resources that the app synthesized, without CDK's own note of the languages and libraries in use. */
  public resources(): Record<string, unknown> {
    const template = JSON.parse(readFileSync(join(this.assembly, 'Orders.template.json'), 'utf8'));
    delete template.Resources.CDKMetadata;
    return template.Resources;
  }
}

/** The one file of a built package whose name ends so. */
export function builtPackage(language: 'js' | 'python' | 'java' | 'go', ending = ''): string {
  const folder = join(projectRoot(), 'dist', language);
  const found = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(ending)) : [];
  if (found.length !== 1) {
    throw new Error(`${folder} must hold one built package; found ${found.length}. Run npx projen package-all first.`);
  }
  return join(folder, found[0]);
}
