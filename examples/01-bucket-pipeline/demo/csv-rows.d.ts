/** A row of a CSV file, as the demo sees it. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly Buffer[];
  readonly malformed: boolean;
}

/** Tells the rows of a CSV file apart, independently of the importer. */
export class CsvRows {
  public constructor(onRow: (row: CsvRow) => void);
  public write(chunk: Buffer): void;
  public end(): void;
}
