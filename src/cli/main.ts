import { oneLine } from './output/style';
import { processTerminal, Terminal } from './terminal';
import { UsageError } from './usage-error';
import { ownVersion } from './versions';
import { BadInputError } from '../inventory/bad-input-error';

const BAD_INPUT = 2;

const USAGE = `Usage: steadfast COMMAND

  check PATH...    what is wrong with the Lambda functions of a template or cloud assembly
  cost PATH...     what they cost a month; or one function: cost --requests N --duration MS --memory MB
  report PATH...   can an event be lost, who can do what, what will it cost: a page to open
  init DIRECTORY   an app to start from: a function, its test, and the checks

steadfast COMMAND --help tells more; steadfast --version says which one this is.
`;

type Command = (given: readonly string[], terminal: Terminal) => number | Promise<number>;

/** Loaded when it is asked for: a check starts without prices and pages. */
/* eslint-disable @typescript-eslint/no-require-imports */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  check: () => (require('./check-command') as typeof import('./check-command')).checkCommand,
  cost: () => (require('./cost-command') as typeof import('./cost-command')).costCommand,
  report: () => (require('./report-command') as typeof import('./report-command')).reportCommand,
  init: () => (require('./init-command') as typeof import('./init-command')).initCommand,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Runs the command line and returns its exit code; whatever goes wrong is one line on stderr. */
export function main(given: readonly string[], terminal: Terminal = processTerminal()): number | Promise<number> {
  try {
    const [name, ...rest] = given;
    if (name === '--help' || name === '-h' || name === 'help') {
      terminal.out(USAGE);
      return 0;
    }
    if (name === '--version') {
      terminal.out(`${ownVersion()}\n`);
      return 0;
    }
    const code = command(name)(rest, terminal);
    return typeof code === 'number' ? code : code.catch((error: unknown) => badInput(error, terminal));
  } catch (error) {
    return badInput(error, terminal);
  }
}

function badInput(error: unknown, terminal: Terminal): number {
  terminal.err(`steadfast: ${oneLine(lineOf(error))}\n`);
  return BAD_INPUT;
}

function command(name: string | undefined): Command {
  if (name === undefined) {
    throw new UsageError(`name a command: ${Object.keys(COMMANDS).join(', ')}; see steadfast --help`);
  }
  if (!Object.prototype.hasOwnProperty.call(COMMANDS, name)) {
    throw new UsageError(`there is no command '${name}'; there is: ${Object.keys(COMMANDS).join(', ')}`);
  }
  return COMMANDS[name]();
}

/** A mistake of ours is one line, too, and says that it is ours. */
function lineOf(error: unknown): string {
  if (error instanceof BadInputError || error instanceof UsageError) {
    return error.message;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `this is a mistake of steadfast, please report it: ${message.trim()}`;
}
