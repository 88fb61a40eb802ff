const PLAIN_INTERVAL_MS = 5_000;

/** Shows what is going on, on stderr: one line that changes on a terminal, else a line every few seconds. */
export class ProgressDisplay {
  private readonly started = Date.now();
  private readonly onTerminal = process.stderr.isTTY === true;
  private lastPlain = 0;
  private shown = false;

  /** A step has begun. */
  public step(text: string): void {
    this.clear();
    process.stderr.write(`${this.clock()}  ${text}\n`);
  }

  /** Figures that change all the time. */
  public figures(text: string): void {
    if (this.onTerminal) {
      const width = (process.stderr.columns ?? 80) - 1;
      process.stderr.write(`\r\u001b[K${`${this.clock()}  ${text}`.slice(0, width)}`);
      this.shown = true;
    } else if (Date.now() - this.lastPlain >= PLAIN_INTERVAL_MS) {
      this.lastPlain = Date.now();
      process.stderr.write(`${this.clock()}  ${text}\n`);
    }
  }

  /** Makes room for other output. */
  public clear(): void {
    if (this.shown) {
      process.stderr.write('\r\u001b[K');
      this.shown = false;
    }
  }

  private clock(): string {
    return `${((Date.now() - this.started) / 1000).toFixed(0).padStart(4)} s`;
  }
}
