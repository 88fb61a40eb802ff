/** What was given cannot be judged at all: one line that says what and where. */
export class BadInputError extends Error {
  public readonly where: string;

  constructor(where: string, what: string) {
    super(`${where}: ${what.replace(/\s+/g, ' ').trim()}`);
    this.name = 'BadInputError';
    this.where = where;
  }
}
