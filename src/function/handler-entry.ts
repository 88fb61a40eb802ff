import { existsSync } from 'fs';
import { fileURLToPath } from 'url';
import { Construct } from 'constructs';
import { SteadfastError } from '../validation/steadfast-error';

/** In the order in which CDK looks for them. */
const EXTENSIONS = ['.ts', '.js', '.mjs', '.mts', '.cts', '.cjs'];

/**
 * The handler beside the file that makes a function, named FILE.ID.ts, which CDK takes where no `entry` is given.
 *
 * CDK looks beside whoever calls `NodejsFunction`; behind a class that extends it that is the class, not the user's file.
 * A class of an organisation that extends ours is made by its user, too.
 *
 * @param made the class that the user makes
 */
export function handlerEntry(scope: Construct, id: string, made: NewableFunction): string {
  const stem = callerOf(made)?.replace(/\.[^./]+$/, '');
  const entry = stem && EXTENSIONS.map(extension => `${stem}.${id}${extension}`).find(path => existsSync(path));
  if (entry) return entry;
  throw new SteadfastError([scope.node.path, id].filter(Boolean).join('/'), {
    must: 'The handler of a function must be named by entry, or stand beside the file that makes the function',
    given: `no entry, and no ${stem ?? 'FILE'}.${id}.ts (or ${EXTENSIONS.slice(1).join(', ')})`,
    remedy: "Set entry: path.join(__dirname, 'handler', 'index.ts').",
  });
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
