import { existsSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';

/** What lets Node.js read the maps of a bundle, so that a stack names the lines that somebody wrote. */
export const READ_SOURCE_MAPS = '--enable-source-maps';

/**
 * How a Node.js function is bundled where its author does not say: small, quick to start, with stacks that can be read.
 *
 * Measured in bench/node-bundles, against the bundle that CDK makes: docs/decisions/007-lean-node-bundles.md.
 * Every option that is set keeps its meaning.
 */
export function leanBundling(bundling: nodejs.BundlingOptions = {}, entry: string | undefined): nodejs.BundlingOptions {
  return {
    minify: true,
    // What `minify` shortens, code may ask for: the names of classes, for instance of errors.
    keepNames: bundling.minify === undefined ? true : undefined,
    // Modules can be shaken, CommonJS cannot; the output stays CommonJS, where `require` and `__dirname` work.
    mainFields: ['module', 'main'],
    ...(bundling.sourceMap === undefined && !bundling.sourceMapMode ? { sourceMap: true, sourcesContent: bundling.sourcesContent ?? false } : {}),
    ...(decidesAboutSdk(bundling) || !hasSdk(entry) ? {} : { bundleAwsSDK: true }),
    ...bundling,
  };
}

/** Whether a bundle has maps that Node.js should read. */
export function isMapped(bundling: nodejs.BundlingOptions): boolean {
  return bundling.sourceMap !== false && bundling.sourceMapMode !== nodejs.SourceMapMode.EXTERNAL;
}

function decidesAboutSdk(bundling: nodejs.BundlingOptions): boolean {
  return bundling.bundleAwsSDK !== undefined || bundling.externalModules !== undefined || bundling.nodeModules !== undefined;
}

/** Who does not install the SDK means the one of the runtime. */
function hasSdk(entry: string = process.cwd()): boolean {
  for (let directory = resolve(entry); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'node_modules', '@aws-sdk'))) return true;
    if (dirname(directory) === directory) return false;
  }
}
