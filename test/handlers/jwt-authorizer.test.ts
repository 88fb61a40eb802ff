import { badTokens, Issuer } from '../support/issuer';

type Handler = typeof import('../../src/handlers/jwt-authorizer.lambda').handler;

const METHOD = 'arn:aws:execute-api:eu-west-1:111111111111:abc/prod/GET/orders/7';

let issuer: Issuer;
beforeEach(async () => {
  issuer = await Issuer.start();
  jest.spyOn(console, 'log').mockImplementation();
});
afterEach(async () => {
  await issuer.stop();
  jest.restoreAllMocks();
});

/** A fresh execution environment of the shipped handler. */
function start(settings: Record<string, unknown> = {}): Handler {
  const { SCOPES = [], AUDIENCE = ['orders', 'shop'], ISSUER = issuer.url } = settings;
  Object.assign(process.env, { ISSUER, AUDIENCE: JSON.stringify(AUDIENCE), SCOPES: JSON.stringify(SCOPES) });
  let handler!: Handler;
  jest.isolateModules(() => { handler = jest.requireActual<{ handler: Handler }>('../../src/handlers/jwt-authorizer.lambda').handler; });
  return handler;
}

const ask = (handler: Handler, token: string): ReturnType<Handler> => handler({ authorizationToken: `Bearer ${token}`, methodArn: METHOD });

const effectOf = (answer: { policyDocument: object }): string => (answer.policyDocument as { Statement: { Effect: string }[] }).Statement[0].Effect;

test('a good token opens the stage it was shown to, and tells the function who calls', async () => {
  const answer = await ask(start(), issuer.token({ email: 'ada@example.com' }));
  expect(answer).toMatchObject({
    principalId: 'ada',
    policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:eu-west-1:111111111111:abc/prod/*' }] },
  });
  expect(JSON.parse(answer.context!.claims)).toMatchObject({ sub: 'ada', email: 'ada@example.com' });
});

test.each([
  ['one of several audiences', { aud: ['other', 'shop'] }],
  ['a client id where it names no audience', { aud: undefined, client_id: 'orders' }],
])('a token with %s is taken', async (_name, claims) => {
  expect(effectOf(await ask(start(), issuer.token(claims)))).toBe('Allow');
});

test('every kind of bad token is refused with 401', async () => {
  const handler = start();
  const tokens = badTokens(issuer);
  const answers = await Promise.all(Object.entries(tokens).map(async ([flaw, token]) => (
    [flaw, await ask(handler, token).then(effectOf, (error: Error) => error.message)]
  )));
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(Object.keys(tokens).map(flaw => [flaw, 'Unauthorized'])));
});

test('a token without an end, or from the future, is refused', async () => {
  const handler = start();
  await expect(ask(handler, issuer.token({ exp: undefined }))).rejects.toThrow(/^Unauthorized$/);
  await expect(ask(handler, issuer.token({ iat: Math.floor(Date.now() / 1000) + 600 }))).rejects.toThrow(/^Unauthorized$/);
});

test.each([
  ['nothing', undefined], ['another scheme', 'Basic YTpi'], ['two tokens', 'Bearer a.b.c d.e.f'],
])('%s in the header is refused with 401', async (_name, authorizationToken) => {
  await expect(start()({ authorizationToken, methodArn: METHOD })).rejects.toThrow(/^Unauthorized$/);
});

test.each([
  ['a scope that is asked for', { scope: 'openid orders.write' }, 'Allow'],
  ['a list of scopes', { scp: ['orders.write'] }, 'Allow'],
  ['another scope', { scope: 'orders.read' }, 'Deny'],
  ['no scope', {}, 'Deny'],
])('where a scope is asked for, a token with %s is answered %s', async (_name, claims, effect) => {
  expect(effectOf(await ask(start({ SCOPES: ['orders.write', 'orders.admin'] }), issuer.token(claims)))).toBe(effect);
});

test('the keys are asked for once, and again when a new one signs', async () => {
  const handler = start();
  await ask(handler, issuer.token());
  await ask(handler, issuer.token());
  expect(issuer.keysAsked).toBe(1);
  issuer.rotate('second');
  expect(effectOf(await ask(handler, issuer.token()))).toBe('Allow');
  expect(issuer.keysAsked).toBe(2);
});

test('a key that was withdrawn is trusted for an hour at most', async () => {
  const handler = start();
  const old = issuer.token({ exp: Math.floor(Date.now() / 1000) + 24 * 3600 });
  await ask(handler, old);
  issuer.rotate('second');
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 61 * 60 * 1000);
  await expect(ask(handler, old)).rejects.toThrow(/^Unauthorized$/);
});

test('while the issuer cannot be asked nobody is let in, and the API tells a failure of its own', async () => {
  issuer.down = true;
  const handler = start();
  await expect(ask(handler, issuer.token())).rejects.toThrow('status 500');
  issuer.down = false;
  expect(effectOf(await ask(handler, issuer.token()))).toBe('Allow');
});

test('an issuer that calls itself by another name is not believed', async () => {
  issuer.callsItself = 'https://issuer.example';
  await expect(ask(start(), issuer.token())).rejects.toThrow('calls itself');
});

test('an issuer that sends on to another address is not followed', async () => {
  const other = await Issuer.start();
  issuer.sendsOnTo = other.url;
  other.callsItself = issuer.url;
  const answer = await ask(start(), other.token({ iss: issuer.url })).then(effectOf, (error: Error) => error.message);
  await other.stop();
  expect(answer).toContain(issuer.url);
});
