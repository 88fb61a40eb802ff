import { aws_apigateway as apigateway, aws_lambda as lambda, CfnOutput, Duration } from 'aws-cdk-lib';
import { Campaign } from '../../examples/07-orders-api/demo/campaign';
import { ApiClient } from '../../examples/07-orders-api/demo/client';
import { DemoStack } from '../../examples/07-orders-api/demo/demo-stack';
import { patterns, SteadfastFunction } from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { useCloud } from '../support/cloud/use-cloud';
import { badTokens, Issuer } from '../support/issuer';

const cloud = useCloud();
let issuer: Issuer;

beforeAll(async () => {
  issuer = await Issuer.start();
});
afterAll(async () => {
  await issuer?.stop();
});

describe('behind an HTTP API', () => {
  let deployed: DeployedStack;
  let client: ApiClient;
  beforeAll(async () => {
    deployed = await cloud.deployStack('orders', (app, name) => new DemoStack(app, name, {
      issuer: issuer.url, alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call',
    }));
    client = new ApiClient(cloud.connection, deployed.outputs.ApiId);
  }, 120_000);
  afterAll(() => client?.close());

  const tea = (quantity: number): object => ({ lines: [{ sku: 'tea', quantity, price: 250 }] });

  /** A token of somebody who is a user already. */
  async function userToken(sub: string): Promise<string> {
    const token = issuer.token({ sub });
    await client.call('POST', '/users', { token, body: { name: sub, email: `${sub}@shop.example` } });
    return token;
  }

  test('nobody gets in without a good token', async () => {
    expect((await client.call('GET', '/orders')).status).toBe(401);
    for (const [flaw, token] of Object.entries(badTokens(issuer))) {
      expect([flaw, (await client.call('GET', '/orders', { token })).status]).toEqual([flaw, 401]);
    }
  });

  test('a user is created once, read, changed and deleted', async () => {
    const token = issuer.token({ sub: 'grace' });
    const body = { name: 'Grace', email: 'grace@shop.example' };
    const created = await client.call('POST', '/users', { token, body });
    expect(created).toMatchObject({ status: 201, body: { id: 'grace', version: 1 }, headers: { location: '/users/grace', etag: '"1"' } });
    expect((await client.call('POST', '/users', { token, body })).status).toBe(409);
    const changed = await client.call('PUT', '/users/grace', { token, body: { ...body, name: 'Grace H.' }, headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Grace H.', version: 2 } });
    expect(await client.call('GET', '/users/grace', { token })).toMatchObject({ status: 200, body: { name: 'Grace H.' } });
    expect((await client.call('DELETE', '/users/grace', { token, headers: { 'if-match': '"2"' } })).status).toBe(204);
    expect((await client.call('GET', '/users/grace', { token })).status).toBe(404);
  });

  test('an order is created once, however often it is asked for, and another one needs another key', async () => {
    const token = await userToken('alan');
    const headers = { 'idempotency-key': 'first' };
    const [first, second] = [await client.call('POST', '/orders', { token, body: tea(2), headers }), await client.call('POST', '/orders', { token, body: tea(2), headers })];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ total: 500, version: 1 });
    expect((await client.call('POST', '/orders', { token, body: tea(3), headers })).status).toBe(422);
  });

  test('of two who change an order of the same version one wins, and the other is told', async () => {
    const token = await userToken('edsger');
    const { body: { id } } = await client.call('POST', '/orders', { token, body: tea(1), headers: { 'idempotency-key': 'contested' } });
    const change = (quantity: number) => client.call('PUT', `/orders/${id}`, { token, body: tea(quantity), headers: { 'if-match': '"1"' } });
    const replies = await Promise.all([change(2), change(3)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await client.call('PUT', `/orders/${id}`, { token, body: tea(4) })).status).toBe(428);
  });

  test('a list comes page by page, whole and without repetition', async () => {
    const token = await userToken('barbara');
    for (let number = 0; number < 7; number++) await client.call('POST', '/orders', { token, body: tea(1), headers: { 'idempotency-key': `${number}` } });
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await client.call('GET', `/orders?limit=3${next ? `&next=${next}` : ''}`, { token });
      seen.push(...body.orders!.map(({ id }) => id));
      next = body.next;
    } while (next);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  test('the orders of others are not found', async () => {
    const [mine, theirs] = [await userToken('kurt'), await userToken('emmy')];
    const { body: { id } } = await client.call('POST', '/orders', { token: mine, body: tea(1), headers: { 'idempotency-key': 'private' } });
    expect((await client.call('GET', `/orders/${id}`, { token: theirs })).status).toBe(404);
    expect((await client.call('GET', '/users/kurt', { token: theirs })).status).toBe(403);
    expect((await client.call('GET', '/orders', { token: theirs })).body.orders).toEqual([]);
  });

  test('what is wrong is said in a problem document, part by part', async () => {
    const token = await userToken('ada');
    const headers = { 'idempotency-key': 'wrong' };
    const reply = await client.call('POST', '/orders', { token, headers, body: { lines: [{ sku: 'tea', quantity: 0, price: 1.5 }] } });
    expect(reply).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        title: 'Unprocessable content',
        status: 422,
        instance: '/orders',
        errors: [{ pointer: '#/lines/0/quantity', detail: 'must be >= 1' }, { pointer: '#/lines/0/price', detail: 'must be integer' }],
      },
    });
    expect((await client.call('POST', '/orders', { token, headers, body: '{' })).status).toBe(400);
    expect((await client.call('POST', '/orders', { token, body: tea(1) })).status).toBe(400);
    expect(await client.call('DELETE', '/orders', { token })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
  });

  test('a campaign of duplicates, crashes before and after the write, and killed processes loses no order and doubles none', async () => {
    const outcome = await new Campaign(cloud.connection, issuer, deployed.outputs).run({ orders: 600, atOnce: 8 });
    expect(outcome.ledger).toEqual({ in: 992, stored: 588, duplicate: 392, rejected: 12, parked: 0, lost: 0 });
    expect(outcome).toMatchObject({ strangers: 0, wrong: 0 });
    expect(outcome.failedCalls).toBeGreaterThan(50);
    expect(outcome.killedProcesses).toBeGreaterThan(1);
  }, 300_000);
});

test('behind a REST API the shipped authorizer refuses every bad token, and tells the function who calls', async () => {
  const code = lambda.Code.fromInline(`
    exports.handler = async ({ requestContext: { authorizer } }) => ({ statusCode: 200, body: JSON.stringify(authorizer) });`);
  const deployed = await cloud.deploy('rest', stack => {
    const handler = new SteadfastFunction(stack, 'Handler', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code, timeout: Duration.seconds(5) });
    const authorization = patterns.ApiAuthorization.jwt({ issuer: 'https://issuer.example', audience: ['orders'], scopes: ['orders.read'] });
    const { api } = new patterns.TableApi(stack, 'Orders', { handler, authorization, front: patterns.ApiFront.rest() });
    const judge = stack.node.findChild('Orders').node.findChild('JwtFunction').node.defaultChild as lambda.CfnFunction;
    judge.addPropertyOverride('Environment.Variables.ISSUER', issuer.url);
    new CfnOutput(stack, 'ApiId', { value: (api as apigateway.RestApi).restApiId });
  });
  const client = new ApiClient(cloud.connection, deployed.outputs.ApiId, 'prod');
  expect(await client.call('GET', '/orders', { token: issuer.token({ scope: 'orders.read' }) })).toMatchObject({ status: 200, body: { sub: 'ada', principalId: 'ada' } });
  expect((await client.call('GET', '/orders', { token: issuer.token({ scope: 'orders.write' }) })).status).toBe(403);
  expect((await client.call('GET', '/orders')).status).toBe(401);
  for (const [flaw, token] of Object.entries(badTokens(issuer))) {
    expect([flaw, (await client.call('GET', '/orders', { token })).status]).toEqual([flaw, 401]);
  }
  client.close();
}, 120_000);
