'use strict';

const USAGE = 'npm run demo -- chunked-job';

/** Takes no arguments. */
function readInput(args) {
  if (args.length > 0) throw new Error(`chunked-job takes no arguments, and was given ${args.join(' ')}`);
  return {};
}

module.exports = { readInput, USAGE };
