/** The command line itself is wrong. */
export class UsageError extends Error {
  constructor(what: string) {
    super(what.replace(/\s+/g, ' ').trim());
    this.name = 'UsageError';
  }
}
