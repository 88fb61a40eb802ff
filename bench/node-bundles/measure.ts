import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { extname, join } from 'path';
import { BuildOptions, buildSync } from 'esbuild';

/** A way to bundle a function, and how Node.js is told to run it. */
export interface Variant {
  readonly name: string;
  readonly options: BuildOptions;
  /** Whether the SDK of the runtime is used, which lies outside of the package. */
  readonly runtimeSdk: boolean;
  readonly nodeOptions?: string;
}

/** A handler to bundle, and what it asks for at its start. */
export interface Subject {
  readonly entry: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The place in its source where it throws when it is given `{}`. */
  readonly throwsAt?: string;
}

export interface Measured {
  readonly name: string;
  /** What is deployed, maps included, in bytes. */
  readonly package: number;
  /** What Node.js loads of it, in bytes. */
  readonly code: number;
  /** Median CPU time from the start of the process until the handler is there, in milliseconds; an empty process is taken off. */
  readonly startCpu: number;
  /** Whether the stack of an error names the line of the source; unknown where nothing was thrown. */
  readonly traceNamesSource?: boolean;
}

const ROUNDS = 21;
const SDK = ['@aws-sdk/*', '@smithy/*'];

/** Without it, code of CommonJS that is bundled into a module finds no `require`. */
const REQUIRE = "import { createRequire } from 'module'; const require = createRequire(import.meta.url);";

const cjs: BuildOptions = { format: 'cjs', outExtension: { '.js': '.js' } };
const esm: BuildOptions = { format: 'esm', outExtension: { '.js': '.mjs' }, mainFields: ['module', 'main'], banner: { js: REQUIRE } };
const shaken: BuildOptions = { ...cjs, mainFields: ['module', 'main'] };
const mapped: BuildOptions = { sourcemap: true, sourcesContent: false };
const MAPS = '--enable-source-maps';

/** What CDK's own NodejsFunction makes of a handler, and what ours makes of it where a project has installed the SDK (decision 007). */
export const CDK_DEFAULT: Variant = { name: 'NodejsFunction of CDK', options: { ...cjs, external: SDK }, runtimeSdk: true };
export const OUR_DEFAULT: Variant = {
  name: 'own SDK, minified, shaken, mapped, names', options: { ...shaken, minify: true, ...mapped, keepNames: true }, runtimeSdk: false, nodeOptions: MAPS,
};

/** Two clients of the SDK and a little of each. */
const SAMPLE: Subject = { entry: join(__dirname, 'handler.ts'), throwsAt: 'handler.ts:9' };

export const VARIANTS: Variant[] = [
  CDK_DEFAULT,
  { name: 'minified', options: { ...cjs, external: SDK, minify: true }, runtimeSdk: true },
  { name: 'minified, mapped', options: { ...cjs, external: SDK, minify: true, ...mapped }, runtimeSdk: true, nodeOptions: MAPS },
  { name: 'minified, mapped, ESM', options: { ...esm, external: SDK, minify: true, ...mapped }, runtimeSdk: true, nodeOptions: MAPS },
  { name: 'own SDK', options: cjs, runtimeSdk: false },
  { name: 'own SDK, minified', options: { ...cjs, minify: true }, runtimeSdk: false },
  { name: 'own SDK, minified, mapped', options: { ...cjs, minify: true, ...mapped }, runtimeSdk: false, nodeOptions: MAPS },
  { name: 'own SDK, minified, mapped, with sources', options: { ...cjs, minify: true, sourcemap: true }, runtimeSdk: false, nodeOptions: MAPS },
  { name: 'own SDK, minified, shaken', options: { ...shaken, minify: true }, runtimeSdk: false },
  { name: 'own SDK, minified, shaken, mapped', options: { ...shaken, minify: true, ...mapped }, runtimeSdk: false, nodeOptions: MAPS },
  OUR_DEFAULT,
  { name: 'own SDK, minified, ESM', options: { ...esm, minify: true }, runtimeSdk: false },
  { name: 'own SDK, minified, mapped, ESM', options: { ...esm, minify: true, ...mapped }, runtimeSdk: false, nodeOptions: MAPS },
];

/** Bundles every way and starts each in turn, so that a busy moment of the machine falls on all of them. */
export function measure(variants: Variant[] = VARIANTS, rounds: number = ROUNDS, subject: Subject = SAMPLE): Measured[] {
  const root = mkdtempSync(join(tmpdir(), 'bundles-'));
  try {
    const built = variants.map((variant, index) => build(variant, subject, join(root, String(index))));
    ['.js', '.mjs'].forEach(extension => writeFileSync(join(root, `empty${extension}`), ''));
    const times = [...Array(rounds).keys()].map(() => {
      const nothing = { '.js': startCpu(join(root, 'empty.js')), '.mjs': startCpu(join(root, 'empty.mjs')) };
      return built.map(({ file, variant: { nodeOptions } }) => (
        startCpu(file, nodeOptions, subject.environment) - nothing[extname(file) as keyof typeof nothing]
      ));
    });
    return built.map(({ variant, file, directory }, index) => ({
      name: variant.name,
      package: bytesIn(directory),
      code: statSync(file).size,
      startCpu: median(times.map(round => round[index])),
      traceNamesSource: subject.throwsAt ? traceOf(file, variant.nodeOptions).includes(subject.throwsAt) : undefined,
    }));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function build(variant: Variant, { entry }: Subject, directory: string): { variant: Variant; file: string; directory: string } {
  const file = join(directory, `index${variant.options.outExtension?.['.js']}`);
  buildSync({
    entryPoints: [entry], outfile: file, bundle: true, platform: 'node', target: 'node20', logLevel: 'silent', ...variant.options, outExtension: undefined,
  });
  linkSdk(variant, directory);
  return { variant, file, directory };
}

/** Where the runtime has its SDK: beside the package, and not in it. */
function linkSdk(variant: Variant, directory: string): void {
  const beside = join(directory, '..', 'node_modules');
  if (variant.runtimeSdk && !existsSync(beside)) symlinkSync(join(process.cwd(), 'node_modules'), beside, 'dir');
}

/** The CPU that a fresh process takes, user and system, to load a file: it is not disturbed by waiting as much as time is. */
function startCpu(file: string, nodeOptions: string = '', environment: Subject['environment'] = {}): number {
  const script = `${load(file)}.then(() => { const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000)); });`;
  return Number(run(script, nodeOptions, environment));
}

/** As the runtime of Lambda does it: CommonJS is required, a module is imported. */
function load(file: string): string {
  return file.endsWith('.mjs') ? `import(${JSON.stringify(file)})` : `Promise.resolve(require(${JSON.stringify(file)}))`;
}

function traceOf(file: string, nodeOptions: string = ''): string {
  const script = `${load(file)}.then((module) => module.handler({})).catch((error) => process.stdout.write(error.stack));`;
  return run(script, nodeOptions);
}

function run(script: string, nodeOptions: string, settings: Subject['environment'] = {}): string {
  const environment = { ...settings, PATH: process.env.PATH, AWS_REGION: 'us-east-1', NODE_OPTIONS: nodeOptions };
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function bytesIn(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (require.main === module) {
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(9);
  const report = measure().map(row =>
    `${row.name.padEnd(42)}${kilobytes(row.package)} kB${kilobytes(row.code)} kB${row.startCpu.toFixed(0).padStart(7)} ms  ${row.traceNamesSource ? 'source' : 'bundle'}`);
  process.stdout.write(`${[`${'way to bundle'.padEnd(42)}  deployed      loaded    start  traces name`, ...report].join('\n')}\n`);
}
