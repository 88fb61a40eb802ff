import { inThousands, many } from '../../src/report/counts';
import { inShort, inWords } from '../../src/report/durations';
import { money } from '../../src/report/money';

test.each([
  [1, '1 second', '1 s'], [90, '90 seconds', '90 s'], [120, '2 minutes', '2 min'], [900, '15 minutes', '15 min'], [3_600, '1 hour', '1 h'], [21_600, '6 hours', '6 h'],
  [86_400, '1 day', '1 d'], [1_209_600, '14 days', '14 d'], [100_000, '27.8 hours', '27.8 h'], [1_000_000, '11.6 days', '11.6 d'],
])('%i seconds are %s, in narrow places %s', (seconds, words, short) => {
  expect([inWords(seconds), inShort(seconds)]).toEqual([words, short]);
});

test.each([
  [0, '$0.00'], [0.001, 'less than $0.01'], [0.005, '$0.01'], [46.2, '$46.20'], [999.99, '$999.99'], [1_234.5, '$1,235'], [-3, '-$3.00'],
])('%d dollars are %s', (dollars, says) => {
  expect(money(dollars)).toBe(says);
});

test.each([[7, '7'], [999, '999'], [999.7, '1 k'], [12_500, '12.5 k'], [1e6, '1 M'], [2.5e9, '2.5 B']])('%d in a narrow place is %s', (count, says) => {
  expect(inThousands(count)).toBe(says);
});

test('one is one, and more are many', () => {
  expect([many(1, 'path'), many(0, 'path'), many(1_200, 'path')]).toEqual(['1 path', '0 paths', '1,200 paths']);
});
