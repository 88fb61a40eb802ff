import { complaint, SmokeTestPlan } from '../../src/handlers/smoke-test-plan';

const EVENT: SmokeTestPlan = { payload: {}, request: false, timeout: 1_000 };
const REQUEST: SmokeTestPlan = { ...EVENT, request: true, result: { statusCode: 200 } };
const answer = (returned: unknown) => ({ text: returned === undefined ? '' : JSON.stringify(returned) });

test.each<[string, SmokeTestPlan, unknown]>([
  ['nothing was expected', EVENT, null],
  ['nothing was expected and nothing returned', EVENT, undefined],
  ['what was expected is a part of it', { ...EVENT, result: { a: { b: 1 } } }, { a: { b: 1, c: 2 }, d: 3 }],
  ['a list is as long and holds what was expected', { ...EVENT, result: { batchItemFailures: [] } }, { batchItemFailures: [] }],
  ['a request is answered', REQUEST, { statusCode: 200, body: 'anything' }],
  ['an HTTP API takes it for a body', REQUEST, { ok: true }],
  ['the body holds what was expected', { ...REQUEST, body: { ok: true } }, { statusCode: 200, body: '{"ok":true,"version":7}' }],
  ['the body that an HTTP API makes holds what was expected', { ...REQUEST, body: { ok: true } }, { ok: true }],
])('an answer is right where %s', (_name, plan, returned) => {
  expect(complaint(plan, answer(returned))).toBeUndefined();
});

test.each<[string, SmokeTestPlan, unknown, string]>([
  ['another status', REQUEST, { statusCode: 502 }, 'result.statusCode must be 200, and is 502'],
  ['another status than one that is not 200', { ...REQUEST, result: { statusCode: 201 } }, { ok: true }, 'result.statusCode must be 201, and is 200'],
  ['another body', { ...REQUEST, body: { ok: true } }, { statusCode: 200, body: '{"ok":false}' }, 'body.ok must be true, and is false'],
  ['no JSON', { ...REQUEST, body: { ok: true } }, { statusCode: 200, body: '<html>' }, 'body.ok must be true, and is undefined'],
  ['no body', { ...REQUEST, body: { ok: true } }, { statusCode: 200 }, 'body.ok must be true, and is undefined'],
  ['failed messages', { ...EVENT, result: { batchItemFailures: [] } }, { batchItemFailures: [{ itemIdentifier: '1' }] }, 'result.batchItemFailures must be a list of 0'],
  ['nothing where something was expected', { ...EVENT, result: { a: 1 } }, undefined, 'result.a must be 1, and is undefined'],
  ['something deeper that is wrong', { ...EVENT, result: { a: [{ b: 1 }] } }, { a: [{ b: 2 }] }, 'result.a.0.b must be 1, and is 2'],
])('an answer is wrong with %s', (_name, plan, returned, reason) => {
  expect(complaint(plan, answer(returned))).toContain(reason);
});

test('an answer is wrong where the version failed, whatever it says', () => {
  expect(complaint(EVENT, { functionError: 'Unhandled', text: '{"errorType":"ReferenceError"}' })).toBe('the version failed (Unhandled): {"errorType":"ReferenceError"}');
});
