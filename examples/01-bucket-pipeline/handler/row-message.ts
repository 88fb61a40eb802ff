/** One row on its way from validation to the table; the same row of the same upload is always the same message. */
export interface RowMessage {
  /** The object the row came from, as an S3 address. */
  readonly source: string;
  /** Orders uploads: a later one has a greater generation. */
  readonly generation: string;
  readonly line: number;
  readonly key: string;
  readonly row: Readonly<Record<string, string>>;
}

const LARGEST_MESSAGE_BYTES = 1_048_576;
const LARGEST_ITEM_BYTES = 409_600;
const LARGEST_KEY_BYTES = 2_048;
/** What DynamoDB counts for the names `pk`, `source`, `generation`, `line`, `row`, for the number and for the map. */
const ITEM_OVERHEAD_BYTES = 64;

/** The text of the message. */
export function toBody(message: RowMessage): string {
  // The two characters that JSON leaves alone and SQS refuses.
  return JSON.stringify(message).replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** The message behind a text that `toBody` made. */
export function fromBody(body: string): RowMessage {
  return JSON.parse(body) as RowMessage;
}

/** Why a row cannot travel or be stored; undefined when it can. */
export function sizeProblem(message: RowMessage, body: string): string | undefined {
  const keyBytes = Buffer.byteLength(message.key);
  if (keyBytes > LARGEST_KEY_BYTES) {
    return `the key has ${keyBytes} bytes, and the table takes ${LARGEST_KEY_BYTES}`;
  }
  const itemBytes = sizeAsItem(message);
  if (itemBytes > LARGEST_ITEM_BYTES) {
    return `the row has ${itemBytes} bytes as an item, and the table takes ${LARGEST_ITEM_BYTES}`;
  }
  const bodyBytes = Buffer.byteLength(body);
  if (bodyBytes > LARGEST_MESSAGE_BYTES) {
    return `the row has ${bodyBytes} bytes as a message, and the queue takes ${LARGEST_MESSAGE_BYTES}`;
  }
  return undefined;
}

function sizeAsItem({ source, generation, key, row }: RowMessage): number {
  const texts = [source, generation, key, ...Object.entries(row).flat()];
  const perPair = Object.keys(row).length;
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), ITEM_OVERHEAD_BYTES + perPair);
}
