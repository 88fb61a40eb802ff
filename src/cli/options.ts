import { UsageError } from './usage-error';

/** What `parse` reads of a command line; what it does not know is a `UsageError`. */
export function understood<T>(command: string, parse: () => T): T {
  try {
    return parse();
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
