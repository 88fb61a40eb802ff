const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Knows on which line of a file each record starts.
 *
 * The parser tells where a record ends in bytes, but counts CRLF inside quotes twice; people look lines up by number.
 */
export class RowLines {
  /** Bytes that are read. */
  public seenBytes = 0;
  private consumedBytes = 0;
  private starts: { readonly offset: number; readonly line: number }[] = [];
  private taken = 0;
  private line = 1;
  private atLineStart = true;
  private afterCarriageReturn = false;

  /** Bytes that are read but belong to no finished record yet. */
  public get pendingBytes(): number {
    return this.seenBytes - this.consumedBytes;
  }

  /** Takes note of a chunk on its way to the parser. */
  public see(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index];
      if (byte === LINE_FEED && this.afterCarriageReturn) {
        this.afterCarriageReturn = false;
      } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        this.line += 1;
        this.atLineStart = true;
        this.afterCarriageReturn = byte === CARRIAGE_RETURN;
      } else {
        if (this.atLineStart) {
          this.starts.push({ offset: this.seenBytes + index, line: this.line });
        }
        this.atLineStart = false;
        this.afterCarriageReturn = false;
      }
    }
    this.seenBytes += chunk.length;
  }

  /** The line on which the first record after the last finished one starts. */
  public next(): number {
    return this.starts[this.taken]?.line ?? this.line;
  }

  /** The line on which the record that ends at `end` bytes started. */
  public finish(end: number): number {
    const line = this.next();
    this.consumedBytes = end;
    while (this.taken < this.starts.length && this.starts[this.taken].offset < end) {
      this.taken += 1;
    }
    this.forgetTaken();
    return line;
  }

  private forgetTaken(): void {
    if (this.taken > 1_000) {
      this.starts = this.starts.slice(this.taken);
      this.taken = 0;
    }
  }
}
