import { parseArgs, ParseArgsConfig } from 'util';
import { UsageError } from './usage-error';

/** What every command understands. */
export const HELP = { help: { type: 'boolean', short: 'h' } } as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Understood<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>>;

/** What stands behind a command: the values of its options, and the rest; what it does not know is a `UsageError`. */
export function understood<O extends Options>(command: string, given: readonly string[], options: O): Understood<O> {
  try {
    return parseArgs({ args: [...given], allowPositionals: true, options });
  } catch (error) {
    // What follows the first sentence is advice about dashes.
    throw new UsageError(`${(error as Error).message.split(/\.\s/)[0]}; see steadfast ${command} --help`);
  }
}

/** The one of several words that was given for an option. */
export function oneOf<T extends string>(allowed: readonly T[], option: string, given: string): T {
  const found = allowed.find(one => one === given);
  if (found === undefined) {
    throw new UsageError(`${option} must be one of ${allowed.join(', ')}; given '${given}'`);
  }
  return found;
}
