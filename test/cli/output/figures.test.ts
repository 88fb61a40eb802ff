import { amount, columns, counted, dollars } from '../../../src/cli/output/figures';

test.each([[null, 'unknown'], [0, '$0.00'], [0.004, '$0.0040'], [0.01, '$0.01'], [1_234.5, '$1,234.50'], [-2, '-$2.00']])('%p dollars are %s', (sum, says) => {
  expect(dollars(sum)).toBe(says);
});

test.each([[0.12345, '0.123'], [99.96, '100'], [1_234.5, '1,235'], [12, '12']])('an amount of %d is %s', (quantity, says) => {
  expect(amount(quantity)).toBe(says);
});

test.each([[1, 'request', '1 request'], [2, 'request', '2 requests'], [2, 'GB-s', '2 GB-s'], [2, 'GB', '2 GB']])('%d of a %s are %s', (quantity, unit, says) => {
  expect(counted(quantity, unit)).toBe(says);
});

test('columns are as wide as their widest cell, figures set to the right, and no line ends in blanks', () => {
  expect(columns([['1', 'a', 'x'], ['100', 'long', '']], [0])).toEqual(['  1  a     x', '100  long']);
});
