'use strict';

const USAGE = 'npm run demo -- 05-canary-release';

/** There is nothing to choose. */
function readInput(args) {
  if (args.length > 0) throw new Error(`this example takes no arguments, and ${args[0]} was given. Usage: ${USAGE}`);
  return {};
}

module.exports = { readInput, USAGE };
