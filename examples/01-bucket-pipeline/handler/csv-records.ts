import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { Info, parse, Parser } from 'csv-parse';
import { RowLines } from './row-lines';

/** A record of the file: its fields, or why it cannot be read. */
export type CsvRecord = ReadableRecord | UnreadableRecord;

export interface ReadableRecord {
  /** The line on which the record starts, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface UnreadableRecord {
  readonly line: number;
  readonly problem: string;
  /** Nothing from this line to the end of the file can be told apart. */
  readonly toEnd?: true;
}

/** What the parser is asked to tell beside the fields. */
interface ParsedRecord {
  readonly record: string[];
  readonly raw: string;
  readonly info: Info;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const WELL_QUOTED = /^(?:[^",]*|"[^"]*(?:""[^"]*)*")(?:,(?:[^",]*|"[^"]*(?:""[^"]*)*"))*$/;
const NOT_ASCII = /[\x80-\xff]/;

/** No row near this size can be stored, so more than this in one record is a quote that was never closed. */
export const LARGEST_RECORD_BYTES = 16 * 1024 * 1024;

/** Reads CSV (RFC 4180, UTF-8) as a stream; a broken record costs neither the ones before it nor the ones after it. */
export async function* readCsv(body: Readable, largestRecord = LARGEST_RECORD_BYTES): AsyncGenerator<CsvRecord> {
  const lines = new RowLines();
  let openQuote = false;
  const parser = parse({
    // One character a byte, so that each field can be asked whether it is UTF-8.
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    // A stray quote must not swallow the rows after it; it is found below.
    relax_quotes: true,
    relax_column_count: true,
    info: true,
    raw: true,
    // Otherwise the records before an unclosed quote would be thrown away with it.
    skip_records_with_error: true,
    on_skip: () => {
      openQuote = true;
      return undefined;
    },
  });
  let cutAt: number | undefined;
  const watch = (chunks: AsyncIterable<Buffer>) => watched(chunks, lines, largestRecord, bytes => { cutAt = bytes; });
  // Errors reach the loop below through the parser, which the pipeline destroys.
  pipeline(body, withoutByteOrderMark, watch, parser, () => undefined);

  for await (const parsed of parser as Parser & AsyncIterable<ParsedRecord>) {
    const line = lines.finish(parsed.info.bytes);
    yield parsed.info.bytes === cutAt ? tooLong(line, largestRecord) : toRecord(line, parsed);
  }
  if (openQuote) {
    const line = lines.next();
    yield cutAt ? tooLong(line, largestRecord) : { line, problem: 'a quote is opened and never closed', toEnd: true };
  }
}

/** Stops reading in the middle of a record without end, rather than filling the memory with it. */
async function* watched(
  chunks: AsyncIterable<Buffer>, lines: RowLines, largestRecord: number, onCut: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    lines.see(chunk);
    if (lines.pendingBytes > largestRecord) {
      onCut(lines.seenBytes);
      yield chunk;
      return;
    }
    yield chunk;
  }
}

async function* withoutByteOrderMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length >= BYTE_ORDER_MARK.length) {
      yield head.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? head.subarray(BYTE_ORDER_MARK.length) : head;
      head = undefined;
    }
  }
  if (head?.length) {
    yield head;
  }
}

function toRecord(line: number, { record, raw }: ParsedRecord): CsvRecord {
  // Empty lines before the record and its own line break belong to the raw text.
  if (raw.includes('"') && !WELL_QUOTED.test(raw.replace(/^[\r\n]+|[\r\n]+$/g, ''))) {
    return { line, problem: 'a quote stands inside an unquoted field, or text after a closing quote' };
  }
  if (!NOT_ASCII.test(raw)) {
    return { line, fields: record };
  }
  const fields = record.map(field => Buffer.from(field, 'latin1'));
  return fields.every(field => isUtf8(field))
    ? { line, fields: fields.map(field => field.toString('utf8')) }
    : { line, problem: 'is not valid UTF-8' };
}

function tooLong(line: number, largestRecord: number): UnreadableRecord {
  return { line, problem: `is longer than ${largestRecord} bytes, so nothing after its start was read`, toEnd: true };
}
