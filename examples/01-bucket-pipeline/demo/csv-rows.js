'use strict';

const COMMA = 0x2c;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Tells the rows of a CSV file apart, by nothing but the rules of RFC 4180.
 *
 * The demo counts with this what goes in, so it shares no code with the importer. Plain JavaScript, because it also
 * looks at the file before anything is installed.
 *
 * A row is { line, fields, malformed }: `line` is where it starts, `fields` are Buffers,
 * `malformed` says that quotes stand where the rules allow none. Empty lines are not rows.
 */
class CsvRows {
  /** @param {(row: { line: number, fields: Buffer[], malformed: boolean }) => void} onRow called for each row, in order */
  constructor(onRow) {
    this.onRow = onRow;
    this.head = Buffer.alloc(0);
    this.line = 1;
    this.afterCarriageReturn = false;
    this.beginRow();
  }

  /** Takes the next part of the file, of any length. */
  write(chunk) {
    if (!this.head) {
      chunk.forEach((byte) => this.take(byte));
      return;
    }
    const head = Buffer.concat([this.head, chunk]);
    if (head.length < BYTE_ORDER_MARK.length) {
      this.head = head;
      return;
    }
    this.start(head);
  }

  /** Says that the file is over. */
  end() {
    if (this.head) this.start(this.head);
    if (this.state === 'quoted') this.malformed = true;
    if (this.anything) this.endRow();
  }

  start(head) {
    this.head = undefined;
    this.write(head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? head.subarray(3) : head);
  }

  beginRow() {
    this.fields = [];
    this.malformed = false;
    this.anything = false;
    this.startLine = this.line;
    this.beginField();
  }

  beginField() {
    this.field = [];
    this.state = 'start';
  }

  endField() {
    this.fields.push(Buffer.from(this.field));
    this.beginField();
  }

  endRow() {
    this.endField();
    this.onRow({ line: this.startLine, fields: this.fields, malformed: this.malformed });
    this.beginRow();
  }

  take(byte) {
    const secondHalf = byte === LINE_FEED && this.afterCarriageReturn;
    this.afterCarriageReturn = byte === CARRIAGE_RETURN;
    const lineBreak = byte === LINE_FEED || byte === CARRIAGE_RETURN;
    if (lineBreak && !secondHalf) this.line += 1;
    if (this.state === 'quoted') {
      if (byte === QUOTE) this.state = 'closed';
      else this.field.push(byte);
    } else if (lineBreak) {
      this.takeLineBreak(secondHalf);
    } else {
      this.takeOutside(byte);
    }
  }

  takeLineBreak(secondHalf) {
    if (secondHalf && !this.anything) return;
    if (this.anything) this.endRow();
    else this.startLine = this.line;
  }

  takeOutside(byte) {
    this.anything = true;
    if (byte === COMMA) {
      this.endField();
    } else if (byte === QUOTE && this.state === 'start') {
      this.state = 'quoted';
    } else if (byte === QUOTE && this.state === 'closed') {
      this.field.push(byte);
      this.state = 'quoted';
    } else {
      if (byte === QUOTE || this.state === 'closed') this.malformed = true;
      this.state = 'open';
      this.field.push(byte);
    }
  }
}

module.exports = { CsvRows };
