/** Where a command writes; tests read it back. */
export interface Terminal {
  /** Whether a person looks at `out`. */
  readonly colours: boolean;
  /** For the result. */
  out(text: string): void;
  /** For everything about the run. */
  err(text: string): void;
}

/** The terminal of this process; colours follow NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    colours: forced || (process.stdout.isTTY === true && !NO_COLOR && FORCE_COLOR !== '0' && TERM !== 'dumb'),
  };
}
