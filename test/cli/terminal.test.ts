import { processTerminal } from '../../src/cli/terminal';

const { env, stdout: { isTTY } } = process;

afterEach(() => {
  process.env = env;
  process.stdout.isTTY = isTTY;
});

/** Without variables a terminal is coloured and a pipe is not; FORCE_COLOR decides for both, NO_COLOR and a dumb terminal take colours away. */
test.each<[variables: Record<string, string>, onTerminal: boolean, inPipe: boolean]>([
  [{}, true, false],
  [{ NO_COLOR: '1' }, false, false],
  [{ TERM: 'dumb' }, false, false],
  [{ FORCE_COLOR: '1' }, true, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
])('with %j: %j on a terminal, %j in a pipe', (variables, onTerminal, inPipe) => {
  process.env = { TERM: 'xterm', ...variables };
  const coloured = [true, false].map(tty => {
    process.stdout.isTTY = tty;
    return processTerminal().colours;
  });
  expect(coloured).toEqual([onTerminal, inPipe]);
});
