import { handler as quick, OrderAnswer, OrderRequest } from '../../handler/orders';

/** A version that answers rightly, after five seconds. */
export async function handler(request: OrderRequest): Promise<OrderAnswer> {
  await new Promise(passed => setTimeout(passed, 5_000));
  return quick(request);
}
