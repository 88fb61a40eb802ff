'use strict';

// Looks at what the user asked for before anything is installed or started; hence plain JavaScript.

const USAGE = 'npm run demo -- stream-totals [--sales NUMBER]';
const MOST = 50_000;

/** Returns what main.ts is to do; throws an error of one line when that makes no sense. */
function readInput(args) {
  if (args.length === 0) return { sales: 3_000 };
  const [option, value, ...rest] = args;
  if (option !== '--sales' || value === undefined || rest.length > 0) throw new Error(`there is only --sales NUMBER. Usage: ${USAGE}`);
  const sales = Number(value);
  if (!Number.isInteger(sales) || sales < 100 || sales > MOST) throw new Error(`--sales must be a whole number from 100 to ${MOST}, not ${JSON.stringify(value)}.`);
  return { sales };
}

module.exports = { readInput, USAGE };
