import { Header } from './csv-header';
import { CsvRecord } from './csv-records';
import { RowMessage, sizeProblem, toBody } from './row-message';

/** What becomes of a row. */
export type Verdict = { readonly kind: 'send'; readonly line: number; readonly body: string } | LeftOutRow;

/** A row that is not sent on, and why. */
export interface LeftOutRow {
  readonly kind: 'rejected' | 'duplicate';
  readonly line: number;
  readonly reason: string;
  /** The reason holds for everything from this line to the end of the file. */
  readonly toEnd?: true;
}

/** Judges the rows of one file, from the first line to the last. */
export class RowJudge {
  private readonly lineByKey = new Map<string, number>();

  public constructor(
    private readonly header: Header,
    private readonly upload: Pick<RowMessage, 'source' | 'generation'>,
  ) {}

  public judge(record: CsvRecord): Verdict {
    if ('problem' in record) {
      return { kind: 'rejected', line: record.line, reason: record.problem, toEnd: record.toEnd };
    }
    const { line, fields } = record;
    const { names, keyIndex } = this.header;
    if (fields.length !== names.length) {
      return { kind: 'rejected', line, reason: `has ${fields.length} fields, and the header has ${names.length}` };
    }
    const key = fields[keyIndex];
    if (key.trim() === '') {
      return { kind: 'rejected', line, reason: 'has an empty key' };
    }
    const message: RowMessage = {
      ...this.upload, line, key, row: Object.fromEntries(names.map((name, index) => [name, fields[index]])),
    };
    const body = toBody(message);
    const problem = sizeProblem(message, body);
    if (problem) {
      return { kind: 'rejected', line, reason: problem };
    }
    return this.judgeKey(key, line, body);
  }

  private judgeKey(key: string, line: number, body: string): Verdict {
    const earlier = this.lineByKey.get(key);
    if (earlier !== undefined) {
      return { kind: 'duplicate', line, reason: `its key stands on line ${earlier} already` };
    }
    this.lineByKey.set(key, line);
    return { kind: 'send', line, body };
  }
}
