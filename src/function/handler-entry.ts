import { existsSync } from 'fs';
import { fileURLToPath } from 'url';

/** In the order in which CDK looks for them. */
const EXTENSIONS = ['.ts', '.js', '.mjs', '.mts', '.cts', '.cjs'];

/**
 * The handler beside the file that makes a function, named FILE.ID.ts, which CDK takes where no `entry` is given.
 *
 * CDK looks beside whoever calls `NodejsFunction`; behind a class that extends it that is the class, not the user's file.
 */
export function handlerEntry(id: string, made: NewableFunction): string | undefined {
  const file = callerOf(made);
  if (!file) return undefined;
  const stem = file.replace(/\.[^./]+$/, '');
  return EXTENSIONS.map(extension => `${stem}.${id}${extension}`).find(path => existsSync(path));
}

/** The file that called a constructor: the first on the stack below it. */
function callerOf(made: NewableFunction): string | undefined {
  const prepare = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = (_error, sites) => sites;
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder, made);
    const file = holder.stack?.[0]?.getFileName();
    return file?.startsWith('file:') ? fileURLToPath(file) : file ?? undefined;
  } finally {
    Error.prepareStackTrace = prepare;
  }
}
