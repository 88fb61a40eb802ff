import { join } from 'node:path';
import { Stage } from './run-demo';
import { synthesize } from './synthesize';
import { DeployedStack } from '../../test/support/cloud/deployed-stack';
import { Deployer } from '../../test/support/cloud/deployer';

/** Synthesizes an example's demo (its demo/app.ts) and deploys the stack it makes. */
export async function deployExample(
  { cloud, display, folder }: Stage, exampleFolder: string, context: Readonly<Record<string, unknown>> = {},
): Promise<DeployedStack> {
  display.step('Synthesizing the example');
  await synthesize(exampleFolder, join('demo', 'app.ts'), folder, context);
  display.step('Deploying it');
  const deployer = new Deployer(cloud);
  try {
    return (await deployer.deploy(folder)).stack();
  } finally {
    deployer.close();
  }
}
