/** Something was sold. */
export interface Sale {
  /** Given by whoever sold it: a sale that is sent twice has the same. */
  readonly id: string;
  readonly product: string;
  /** The day of the sale, as YYYY-MM-DD. */
  readonly day: string;
  /** In cents, so that sums are exact. */
  readonly amount: number;
}

/**
 * Reads a sale from the data of a record.
 *
 * @throws when it is none; the stream tries again, and then parks it
 */
export function saleOf(data: string): Sale {
  const { id, product, day, amount } = JSON.parse(Buffer.from(data, 'base64').toString()) as Partial<Sale>;
  if (typeof id !== 'string' || !/^.{1,200}$/.test(id)) throw new Error('A sale must have an id of 1 to 200 characters.');
  if (typeof product !== 'string' || !/^[a-z0-9-]{1,60}$/.test(product)) throw new Error(`The sale ${id} must name a product.`);
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`The sale ${id} must have a day.`);
  if (!Number.isSafeInteger(amount) || amount! < 0) throw new Error(`The sale ${id} must have an amount in whole cents.`);
  return { id, product, day, amount: amount! };
}
