'use strict';

// `npm run demo`: plain Node, because on a fresh clone there is nothing else yet.

const { spawn } = require('node:child_process');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { constants } = require('node:os');
const { join } = require('node:path');
const { setUp } = require('./set-up');

const EXAMPLES = join(__dirname, '..');
const BAD_INPUT = 2;

/** Every app joins the demo; one with a folder demo/ is deployed and driven (main.ts; input.js where it takes arguments), the others are synthesized and reported on. */
function examples() {
  return readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'app.ts'))).sort();
}

/** What is run for an example. */
function programOf(example) {
  const own = join(EXAMPLES, example, 'demo', 'main.ts');
  return existsSync(own) ? own : join(EXAMPLES, 'demo', 'synthesis-only.ts');
}

function findExample(name) {
  return examples().find((example) => example === name || example.replace(/^\d+-/, '') === name);
}

function titleOf(example) {
  const readme = join(EXAMPLES, example, 'README.md');
  return existsSync(readme) ? readFileSync(readme, 'utf8').split('\n')[0].replace(/^#\s*/, '') : '';
}

function refuse(message) {
  process.stderr.write(`demo: ${message}\n`);
  process.exit(BAD_INPUT);
}

/** What an example understands of the command line: { readInput, USAGE }. */
function inputOf(example) {
  const own = join(EXAMPLES, example, 'demo', 'input.js');
  if (existsSync(own)) return require(own);
  const USAGE = `npm run demo -- ${example}`;
  return {
    USAGE,
    readInput(args) {
      if (args.length > 0) throw new Error(`this example takes no arguments, and ${args[0]} was given. Usage: ${USAGE}`);
      return { example };
    },
  };
}

async function readInput(example, args) {
  const { readInput: read } = inputOf(example);
  try {
    return await read(args);
  } catch (error) {
    return refuse(error.message);
  }
}

function run(example, input) {
  const child = spawn(process.execPath, [
    '--require', 'ts-node/register/transpile-only', programOf(example), JSON.stringify(input),
  ], {
    cwd: join(EXAMPLES, '..'),
    stdio: 'inherit',
    env: {
      ...process.env,
      TS_NODE_PROJECT: join(EXAMPLES, 'tsconfig.json'),
      // On a terminal the SDK's notice about this version of Node would stand in the middle of the progress display.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  // A terminal sends Ctrl-C to the child as well; whoever signals this process only must reach it too.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

async function main(args) {
  if (args[0] === '--list' && args.length === 1) {
    process.stdout.write(examples().map((example) => `${example}  ${titleOf(example)}\n`).join(''));
    return;
  }
  if (args.includes('--help')) {
    const usages = examples().map((example) => inputOf(example).USAGE);
    process.stdout.write([...usages, 'npm run demo -- --list', 'npm run demo -- NAME ...', ''].join('\n'));
    return;
  }
  const named = args.length > 0 ? findExample(args[0]) : undefined;
  const example = named ?? examples()[0];
  const input = await readInput(example, named ? args.slice(1) : args);
  await setUp();
  run(example, input);
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`demo: ${error.message}\n`);
  process.exit(1);
});
