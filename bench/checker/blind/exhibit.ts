import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { blindPlants, blindWellBuilt } from './blind';
import { parseTemplateText } from '../../../src/inventory/loading/parse-template';

/** One template of the blind set, as a stack of an app and as a file of its assembly. */
interface Exhibit {
  readonly stack: string;
  readonly text: string;
}

export interface BlindTwins {
  readonly rule: string;
  readonly variant: string;
  readonly broken: string;
  readonly mended: string;
}

/** The blind set put before the tools: those that look at constructs see the templates included in stacks, the others see files. */
export class BlindSet {
  public readonly twins: readonly BlindTwins[];
  public readonly wellBuilt: readonly string[];
  private readonly exhibits: readonly Exhibit[];

  constructor(app: App, folder: string) {
    const plants = blindPlants().map(plant => ({ ...plant, stack: `Blind-${plant.name.replace('.', '-')}` }));
    const good = blindWellBuilt().map(({ name, file }) => ({ stack: `Blind-${name}`, text: readFileSync(file, 'utf8') }));
    this.twins = plants.map(({ rule, name, stack }) => ({ rule, variant: `blind ${name.split('.')[1] ?? 1}`, broken: `${stack}-broken`, mended: `${stack}-mended` }));
    this.wellBuilt = good.map(one => one.stack);
    this.exhibits = [
      ...plants.flatMap(({ stack, broken, mended }) => [{ stack: `${stack}-broken`, text: broken }, { stack: `${stack}-mended`, text: mended }]), ...good,
    ];
    this.exhibits.forEach(one => include(app, folder, one));
  }

  /** What was written, not what an inclusion makes of it. */
  public writeTo(assembly: string): void {
    for (const { stack, text } of this.exhibits) {
      writeFileSync(join(assembly, `${stack}.template.json`), JSON.stringify(parseTemplateText(text, stack)));
    }
  }
}

/** A template that CDK cannot include (some of SAM's) is not seen by the tools that need constructs. */
function include(app: App, folder: string, { stack, text }: Exhibit): void {
  const templateFile = join(folder, `${stack}.yaml`);
  writeFileSync(templateFile, text);
  if (synthesizes(templateFile, stack)) {
    new CfnInclude(new Stack(app, stack), 'Template', { templateFile });
  }
}

function synthesizes(templateFile: string, stack: string): boolean {
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    const trial = new App();
    new CfnInclude(new Stack(trial, stack), 'Template', { templateFile });
    trial.synth();
    return true;
  } catch {
    return false;
  } finally {
    process.env.CDK_VALIDATION = validation;
  }
}
