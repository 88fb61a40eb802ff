import { readdirSync, statSync } from 'fs';
import { basename, dirname, join } from 'path';
import { Token, aws_lambda as lambda } from 'aws-cdk-lib';
import { stagedPath } from './staged-path';
import { warn } from '../validation/warning';

/** How a runtime reads a handler: the module that it names, and what a file of that module ends with; a directory may be a module, too. */
interface Reading {
  readonly module: (handler: string) => string;
  readonly endings: string[];
  readonly otherEndings: RegExp;
}

const READINGS = new Map<lambda.RuntimeFamily | undefined, Reading>([
  [lambda.RuntimeFamily.NODEJS, { module: handler => join(dirname(handler), basename(handler).split('.')[0]), endings: ['.js', '.mjs', '.cjs'], otherEndings: /^$/ }],
  [lambda.RuntimeFamily.PYTHON, { module: handler => handler.split('.').slice(0, -1).join('/'), endings: ['.py'], otherEndings: /^$|^\.pyc$|\.so$/ }],
]);

/** Doubts a handler that names a file which is not in the package: every invocation would fail. Layers may hold it, and so may a path of its own. */
export function doubtHandler(fn: lambda.Function, layers: lambda.ILayerVersion[]): void {
  const { handler } = fn.node.defaultChild as lambda.CfnFunction;
  const reading = READINGS.get(fn.runtime.family);
  const root = stagedPath(fn);
  if (!reading || !handler || Token.isUnresolved(handler) || handler.startsWith('/') || layers.length > 0 || !root || !statSync(root).isDirectory()) return;

  const module = reading.module(handler);
  if ([root, join(root, 'node_modules')].some(place => holds(join(place, module), reading))) return;
  warn(fn, 'handler-missing', {
    must: 'The package must hold the file that the handler names',
    given: `handler '${handler}', and none of ${reading.endings.map(ending => `${module}${ending}`).join(', ')} at the root of the package`,
    remedy: 'Correct handler, or the directory of the code; acknowledge this where something else brings the file.',
  });
}

function holds(module: string, { endings, otherEndings }: Reading): boolean {
  return entriesOf(dirname(module)).some(name => {
    const ending = name.startsWith(basename(module)) ? name.slice(basename(module).length) : undefined;
    return ending !== undefined && (endings.includes(ending) || otherEndings.test(ending));
  });
}

function entriesOf(directory: string): string[] {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(directory) : [];
}
