import { readdirSync } from 'fs';
import { posix } from 'path';
import { awscdk } from 'projen';

const HANDLERS = 'src/handlers';

/** Bundles each handler that the library ships to run in Lambda: `*.lambda.ts` into `assets/`. */
export function handlers(project: awscdk.AwsCdkConstructLibrary): void {
  const { esbuildTarget, esbuildPlatform, defaultExternals } = awscdk.LambdaRuntime.NODEJS_24_X;
  for (const file of readdirSync(HANDLERS).filter(name => name.endsWith('.lambda.ts')).sort()) {
    project.bundler.addBundle(posix.join(HANDLERS, file), {
      target: esbuildTarget, platform: esbuildPlatform, externals: defaultExternals, tsconfigPath: project.tsconfigDev.fileName,
    });
  }
}
