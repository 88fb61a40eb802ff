import { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { Sale, saleOf } from './sale';
import { addOnce, MOST_SALES } from './totals';

/**
 * Adds the sales of a batch to the totals, up to the first that fails; the stream sends that one again, and what follows it.
 *
 * Those before it may come again too: they are remembered and count once.
 */
export async function handler({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  let done = 0;
  try {
    for (const { sales, next } of chunks(Records)) {
      const added = await addOnce(sales);
      if (added < sales.length) console.log(JSON.stringify({ message: 'sales that came again', count: sales.length - added }));
      done = next;
    }
    if (done < Records.length) saleOf(Records[done].kinesis.data);
    return { batchItemFailures: [] };
  } catch (error) {
    const { sequenceNumber } = Records[done].kinesis;
    console.error(JSON.stringify({ message: (error as Error).message, sequenceNumber }));
    return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
  }
}

/** Records that go into one transaction each, in order, up to the first that holds no sale. */
function chunks(records: readonly KinesisStreamRecord[]): { sales: Sale[]; next: number }[] {
  const sales: Sale[] = [];
  for (const { kinesis } of records) {
    const sale = readable(kinesis.data);
    if (!sale) break;
    sales.push(sale);
  }
  return Array.from({ length: Math.ceil(sales.length / MOST_SALES) }, (_, index) => {
    const chunk = sales.slice(index * MOST_SALES, (index + 1) * MOST_SALES);
    return { sales: chunk, next: index * MOST_SALES + chunk.length };
  });
}

function readable(data: string): Sale | undefined {
  try {
    return saleOf(data);
  } catch {
    return undefined;
  }
}
