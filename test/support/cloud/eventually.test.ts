import { eventually, NotYet } from './eventually';

const SOON = { timeoutMs: 30, intervalMs: 5 };

test('asks until there is an answer', async () => {
  const answers = [undefined, [], false, new NotYet('half'), ['done']];
  expect(await eventually('it is done', () => answers.shift(), { timeoutMs: 1_000, intervalMs: 1 })).toEqual(['done']);
});

test('zero and the empty string are answers', async () => {
  expect(await eventually('a count comes', () => 0, SOON)).toBe(0);
  expect(await eventually('a text comes', () => '', SOON)).toBe('');
});

test('says what it saw last when it gives up', async () => {
  await expect(eventually('the queue is empty', () => new NotYet({ waiting: 3 }), SOON))
    .rejects.toThrow('the queue is empty: did not happen within 0.03 s. Last seen: { waiting: 3 }');
  await expect(eventually('the table answers', () => Promise.reject(new TypeError('no')), SOON))
    .rejects.toThrow('Last seen: TypeError: no');
});
