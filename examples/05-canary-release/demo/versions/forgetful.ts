import { handler as sound, OrderAnswer, OrderRequest } from '../../handler/orders';

/** A version that is in good health, and fails on the orders of some customers: no smoke test sees that. */
export async function handler(request: OrderRequest): Promise<OrderAnswer> {
  if (request.body?.includes('"customer":"new"')) throw new Error('a new customer has no address');
  return sound(request);
}
