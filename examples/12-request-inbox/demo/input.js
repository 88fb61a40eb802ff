'use strict';

const USAGE = 'npm run demo -- request-inbox';

/** Takes no arguments. */
function readInput(args) {
  if (args.length > 0) throw new Error(`request-inbox takes no arguments, and was given ${args.join(' ')}`);
  return {};
}

module.exports = { readInput, USAGE };
