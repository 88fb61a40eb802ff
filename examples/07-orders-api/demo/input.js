'use strict';

// Looks at what the user asked for before anything is installed or started; hence plain JavaScript.

const USAGE = 'npm run demo -- orders-api [--orders NUMBER]';
const MOST = 20_000;

/** Returns what main.ts is to do; throws an error of one line when that makes no sense. */
function readInput(args) {
  if (args.length === 0) return { orders: 600 };
  const [option, value, ...rest] = args;
  if (option !== '--orders' || value === undefined || rest.length > 0) throw new Error(`there is only --orders NUMBER. Usage: ${USAGE}`);
  const orders = Number(value);
  if (!Number.isInteger(orders) || orders < 1 || orders > MOST) throw new Error(`--orders must be a whole number from 1 to ${MOST}, not ${JSON.stringify(value)}.`);
  return { orders };
}

module.exports = { readInput, USAGE };
