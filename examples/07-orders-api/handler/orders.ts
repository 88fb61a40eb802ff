import { createHash } from 'node:crypto';
import { Answer, answer, NOTHING } from './answer';
import { Problem } from './problem';
import { Request } from './request';
import { createBelow, get, Item, list, remove, replace } from './store';
import { PROFILE, userKey } from './users';
import { bodyAs, isOrder, OrderContent } from './validate';

interface OrderItem extends Item, OrderContent {
  /** In cents. */
  readonly total: number;
  /** What was asked for when it was created, to tell the same request from another one with the same key. */
  readonly asked: string;
}

const PREFIX = 'order#';
const LARGEST_PAGE = 100;

function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function shown({ sk, lines, total, version }: OrderItem): object {
  return { id: sk.slice(PREFIX.length), lines, total, version };
}

function totalOf({ lines }: OrderContent): number {
  return lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

/**
 * Creates an order once, however often it is asked for: the client's key names it.
 *
 * A client that saw an error, or nothing, sends the same again; it gets the order that is there.
 */
export async function createOrder(request: Request): Promise<Answer> {
  const key = request.header('idempotency-key');
  if (!key || key.length > 200) throw new Problem(400, 'An Idempotency-Key of 1 to 200 characters must say which order is meant, so that a second try makes no second one.');
  const content = bodyAs(request.body, isOrder);
  const { caller } = request;
  const pk = userKey(caller);
  const item: OrderItem = {
    pk, sk: `${PREFIX}${digest(caller, key).slice(0, 32)}`, version: 1, ...content, total: totalOf(content), asked: digest(JSON.stringify(content)),
  };
  const outcome = await createBelow({ pk, sk: PROFILE }, item);
  if (outcome === 'no parent') throw new Problem(409, 'You are no user yet: create yourself first.');
  if (outcome === 'created') return answer(201, shown(item), { version: 1, location: `/orders/${item.sk.slice(PREFIX.length)}` });
  return again(item);
}

async function again({ pk, sk, asked }: OrderItem): Promise<Answer> {
  const first = await get<OrderItem>(pk, sk);
  if (!first) throw new Problem(409, 'The order was deleted since.');
  if (first.asked !== asked) throw new Problem(422, 'This Idempotency-Key was used for another order.');
  return answer(200, shown(first), { version: first.version, location: `/orders/${sk.slice(PREFIX.length)}` });
}

export async function listOrders(request: Request): Promise<Answer> {
  const limit = Number(request.query('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) throw new Problem(400, `limit must be a whole number from 1 to ${LARGEST_PAGE}.`);
  const after = request.query('next');
  if (after !== undefined && !/^[0-9a-f]{32}$/.test(after)) throw new Problem(400, 'next must be what the page before said.');
  const { items, next } = await list<OrderItem>(userKey(request.caller), PREFIX, limit, after && `${PREFIX}${after}`);
  return answer(200, { orders: items.map(shown), next: next?.slice(PREFIX.length) });
}

export async function readOrder(request: Request): Promise<Answer> {
  const item = await present(request);
  return answer(200, shown(item), { version: item.version });
}

export async function changeOrder(request: Request): Promise<Answer> {
  const content = bodyAs(request.body, isOrder);
  const { readVersion } = request;
  const item = { ...await present(request), ...content, total: totalOf(content) };
  if (!await replace(item, readVersion)) throw new Problem(412, 'The order has changed since, or is gone.');
  return answer(200, shown({ ...item, version: readVersion + 1 }), { version: readVersion + 1 });
}

export async function deleteOrder(request: Request): Promise<Answer> {
  const { pk, sk } = await present(request);
  if (!await remove(pk, sk, request.readVersion)) throw new Problem(412, 'The order has changed since, or is gone.');
  return NOTHING;
}

/** The order, if it is the caller's: orders stand below their user, so those of others are not found. */
async function present(request: Request): Promise<OrderItem> {
  const item = await get<OrderItem>(userKey(request.caller), `${PREFIX}${request.id}`);
  if (!item) throw new Problem(404, 'There is no such order.');
  return item;
}
