import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { answerFor } from '../01-bucket-pipeline/fake-client';

process.env.TABLE_NAME = 'Orders';
const { handler } = jest.requireActual<typeof import('../../../examples/07-orders-api/handler/index')>('../../../examples/07-orders-api/handler/index');

interface Asked {
  readonly route: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly id?: string;
  readonly sub?: string;
}

function eventOf({ route, body, headers = {}, query, id, sub = 'ada' }: Asked): APIGatewayProxyEventV2WithJWTAuthorizer {
  const [method, path] = route.split(' ');
  return {
    routeKey: `ANY ${path}`,
    rawPath: path.replace('{id}', id ?? ''),
    headers,
    queryStringParameters: query,
    pathParameters: id === undefined ? undefined : { id },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    requestContext: { http: { method }, requestId: 'r', authorizer: { jwt: { claims: { sub } } } },
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;
}

async function ask(asked: Asked): Promise<{ status: number; body: { id?: string }; headers: Record<string, unknown> }> {
  const { statusCode, body, headers } = await handler(eventOf(asked));
  return { status: statusCode!, body: JSON.parse(body ?? '{}') as { id?: string }, headers: headers ?? {} };
}

const lines = [{ sku: 'tea', quantity: 2, price: 250 }];
const CREATE: Asked = { route: 'POST /orders', body: { lines }, headers: { 'idempotency-key': 'k' } };
const CONDITION = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });

function canceled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({ message: 'canceled', $metadata: {}, CancellationReasons: codes.map(Code => ({ Code })) });
}

beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(); });
afterEach(() => jest.restoreAllMocks());

test('an order goes below its user in one transaction, under a key made of caller and Idempotency-Key', async () => {
  const calls = answerFor(DynamoDBDocumentClient, () => ({}));
  const [first, again, other] = [await ask(CREATE), await ask(CREATE), await ask({ ...CREATE, sub: 'eve' })];
  expect(first).toMatchObject({ status: 201, body: { total: 500 }, headers: { etag: '"1"', location: `/orders/${first.body.id}` } });
  expect(again.body.id).toBe(first.body.id);
  expect(other.body.id).not.toBe(first.body.id);
  expect(calls[0].input.TransactItems).toMatchObject([
    { ConditionCheck: { Key: { pk: 'user#ada', sk: 'profile' } } }, { Put: { Item: { pk: 'user#ada', version: 1 }, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]);
});

test('an order of nobody is refused', async () => {
  answerFor(DynamoDBDocumentClient, () => { throw canceled('ConditionalCheckFailed', 'None'); });
  expect(await ask(CREATE)).toMatchObject({ status: 409 });
});

test('while others write the same item it tries again, and then asks the caller to', async () => {
  let conflicts = 1;
  answerFor(DynamoDBDocumentClient, () => {
    if (conflicts-- > 0) throw canceled('TransactionConflict', 'None');
    return {};
  });
  expect(await ask(CREATE)).toMatchObject({ status: 201 });
  conflicts = Infinity;
  expect(await ask(CREATE)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
});

test.each<[string, Asked, number]>([
  ['no Idempotency-Key', { ...CREATE, headers: {} }, 400],
  ['a body that is no JSON', { ...CREATE, body: '{' }, 400],
  ['a body of another type', { ...CREATE, headers: { 'idempotency-key': 'k', 'content-type': 'text/xml' } }, 415],
  ['a body that is too large', { ...CREATE, body: JSON.stringify({ lines, note: 'x'.repeat(70_000) }) }, 413],
  ['no lines', { ...CREATE, body: { lines: [] } }, 422],
  ['a member that nobody knows', { ...CREATE, body: { lines, discount: 100 } }, 422],
  ['a limit of nothing', { route: 'GET /orders', query: { limit: '0' } }, 400],
  ['a limit of too much', { route: 'GET /orders', query: { limit: '101' } }, 400],
  ['a page that nobody gave', { route: 'GET /orders', query: { next: 'profile' } }, 400],
  ['a change of no version', { route: 'PUT /orders/{id}', id: 'x', body: { lines } }, 428],
  ['a change of any version', { route: 'PUT /orders/{id}', id: 'x', body: { lines }, headers: { 'if-match': '*' } }, 412],
  ['somebody else', { route: 'GET /users/{id}', id: 'eve' }, 403],
  ['a token of nobody', { ...CREATE, sub: '' }, 403],
  ['a method that the path does not take', { route: 'PATCH /orders' }, 405],
  ['an address that is none', { route: 'POST /users', body: { name: 'Ada', email: 'ada' } }, 422],
])('%s is refused before anything is written, with a problem document', async (_name, asked, status) => {
  const calls = answerFor(DynamoDBDocumentClient, () => ({}));
  const reply = await ask(asked);
  expect(reply).toMatchObject({ status, body: { type: 'about:blank', status, title: expect.any(String), detail: expect.any(String) }, headers: { 'content-type': 'application/problem+json' } });
  expect(calls).toEqual([]);
});

test('what changed since it was read is not overwritten', async () => {
  answerFor(DynamoDBDocumentClient, ({ name }) => {
    if (name === 'GetCommand') return { Item: { pk: 'user#ada', sk: 'order#x', version: 2, lines, total: 500, asked: '' } };
    throw CONDITION;
  });
  const headers = { 'if-match': '"1"' };
  expect(await ask({ route: 'PUT /orders/{id}', id: 'x', body: { lines }, headers })).toMatchObject({ status: 412 });
  expect(await ask({ route: 'DELETE /orders/{id}', id: 'x', headers })).toMatchObject({ status: 412 });
});

test('a throttled table asks the caller to come again; any other failure is written down and not told', async () => {
  const failing = (name: string): void => { answerFor(DynamoDBDocumentClient, () => { throw Object.assign(new Error('table Orders in account 111111111111'), { name }); }); };
  failing('ThrottlingException');
  expect(await ask({ route: 'GET /orders' })).toMatchObject({ status: 503 });
  failing('AccessDeniedException');
  const { status, body } = await ask({ route: 'GET /orders' });
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('111111111111');
  expect(console.error).toHaveBeenLastCalledWith(expect.stringContaining('111111111111'));
});
