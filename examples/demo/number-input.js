'use strict';

/** What a demo understands that takes one whole number: `--orders 600`. */
function numberInput(example, name, { standard, least, most }) {
  const USAGE = `npm run demo -- ${example} [--${name} NUMBER]`;
  return {
    USAGE,
    /** Returns what main.ts is to do; throws an error of one line when that makes no sense. */
    readInput(args) {
      if (args.length === 0) return { [name]: standard };
      const [option, value, ...rest] = args;
      if (option !== `--${name}` || value === undefined || rest.length > 0) throw new Error(`there is only --${name} NUMBER. Usage: ${USAGE}`);
      const number = Number(value);
      if (!Number.isInteger(number) || number < least || number > most) {
        throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`);
      }
      return { [name]: number };
    },
  };
}

module.exports = { numberInput };
