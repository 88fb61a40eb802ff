'use strict';

const USAGE = 'npm run demo -- database-cleanup';

/** Takes no arguments. */
function readInput(args) {
  if (args.length > 0) throw new Error(`database-cleanup takes no arguments, and was given ${args.join(' ')}`);
  return {};
}

module.exports = { readInput, USAGE };
