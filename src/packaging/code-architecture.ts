import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Machine } from './machine';
import { PackageContents, packageContents } from './package-contents';
import { stagedPath } from './staged-path';

/** Languages whose sources run on any processor, unless compiled modules lie beside them. */
const INTERPRETED = [lambda.RuntimeFamily.NODEJS, lambda.RuntimeFamily.PYTHON, lambda.RuntimeFamily.RUBY];

/** The code of a function, as far as it decides where it can run. */
export interface SeenCode {
  readonly code: lambda.Code;
  readonly runtime: lambda.Runtime;
  readonly layers?: lambda.ILayerVersion[];
}

/**
 * The architecture that a function should have where nobody chose one: arm64, which costs less, where its code is seen to run there.
 *
 * Undefined where that cannot be seen: the function keeps what CDK gives it.
 */
export function codeArchitecture(seen: SeenCode): lambda.Architecture | undefined {
  const machines = machinesOf(seen);
  if (!machines || machines.size > 1) return undefined;
  const [machine] = machines;
  if (machine === 'unknown') return undefined;
  return machine === 'x86_64' ? lambda.Architecture.X86_64 : lambda.Architecture.ARM_64;
}

/** The one machine that compiled parts were built for, where they were all built for one. */
export function builtFor(seen: SeenCode): Machine | undefined {
  const machines = machinesOf(seen);
  return machines?.size === 1 ? [...machines][0] : undefined;
}

function machinesOf({ code, runtime, layers = [] }: SeenCode): Set<Machine> | undefined {
  const parts = [codeMachines(code, runtime), ...layers.map(layer => contentsOf(stagedPath(layer))?.machines)];
  if (parts.includes(undefined)) return undefined;
  return new Set(parts.flatMap(machines => [...machines ?? []]));
}

function codeMachines(code: lambda.Code, runtime: lambda.Runtime): ReadonlySet<Machine> | undefined {
  if (code instanceof lambda.InlineCode) return new Set();
  const machines = contentsOf(sourcePath(code))?.machines;
  // A custom runtime is compiled: without a program that tells its machine, nothing is known.
  const known = INTERPRETED.includes(runtime.family as lambda.RuntimeFamily) || (runtime.family === lambda.RuntimeFamily.OTHER && machines?.size);
  return known ? machines : undefined;
}

/** What a bundler will make of a directory is not in it yet. */
function sourcePath(code: lambda.Code): string | undefined {
  if (!(code instanceof lambda.AssetCode)) return undefined;
  const { options } = code as unknown as { options?: { bundling?: unknown } };
  return options?.bundling ? undefined : code.path;
}

function contentsOf(path: string | undefined): PackageContents | undefined {
  return path === undefined ? undefined : packageContents(path);
}
