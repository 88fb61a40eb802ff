import { Sale } from '../handler/sale';

/** A record on its way into the stream. */
export interface SentRecord {
  readonly id: string;
  readonly data: string;
  readonly poison: boolean;
}

const PRODUCTS = ['tea', 'coffee', 'cocoa', 'mate', 'water'];

/** Some sales, every tenth of them twice, and a little poison of several kinds among them. */
export function recordsOf(sales: number, poison: number): SentRecord[] {
  const good = Array.from({ length: sales }, (_, index): SentRecord[] => {
    const sale: Sale = { id: `sale-${index}`, product: PRODUCTS[index % 5], day: `2026-11-0${1 + index % 3}`, amount: 100 + index % 900 };
    const record = { id: sale.id, data: JSON.stringify(sale), poison: false };
    return index % 10 === 0 ? [record, record] : [record];
  }).flat();
  const every = Math.floor(good.length / (poison + 1));
  for (let number = poison; number > 0; number--) {
    const id = `poison-${number}`;
    const data = [`{"id":"${id}"`, JSON.stringify({ id, product: 'tea', day: '2026-11-01', amount: -1 }), JSON.stringify({ id, product: 'tea' })][number % 3];
    good.splice(number * every, 0, { id, data, poison: true });
  }
  return good;
}

/** What the totals must say: computed from what was sent, in another way than the handler's. */
export function expectedTotals(records: readonly SentRecord[]): Map<string, { sales: number; amount: number }> {
  const totals = new Map<string, { sales: number; amount: number }>();
  const seen = new Set<string>();
  for (const { id, data, poison } of records) {
    if (poison || seen.has(id)) continue;
    seen.add(id);
    const { product, day, amount } = JSON.parse(data) as Sale;
    const key = `total#${product}#${day}`;
    const total = totals.get(key) ?? { sales: 0, amount: 0 };
    totals.set(key, { sales: total.sales + 1, amount: total.amount + amount });
  }
  return totals;
}
