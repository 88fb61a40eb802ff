import { createReadStream } from 'node:fs';
import { CsvRows } from './csv-rows';

/** The rows of a file as the demo counts them: the line on which each starts, and its key where it has one. */
export type FileRows = ReadonlyMap<number, string | undefined>;

/** Reads the file with the demo's own rules; the header is not a row. */
export async function readFileRows(file: string, keyColumn: string): Promise<FileRows> {
  const rows = new Map<number, string | undefined>();
  let keyIndex: number | undefined;
  const reader = new CsvRows(({ line, fields }) => {
    if (keyIndex === undefined) {
      keyIndex = fields.findIndex(field => field.toString() === keyColumn);
    } else {
      rows.set(line, fields[keyIndex]?.toString());
    }
  });
  for await (const chunk of createReadStream(file)) {
    reader.write(chunk as Buffer);
  }
  reader.end();
  return rows;
}
