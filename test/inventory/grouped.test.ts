import { grouped } from '../../src/inventory/grouped';

const words = ['plum', 'apple', 'peach', '', 'pear'];

test('items are together with those of their key, groups and items in the order in which they are met', () => {
  expect([...grouped(words, word => word[0])]).toEqual([['p', ['plum', 'peach', 'pear']], ['a', ['apple']]]);
});

test('keys are compared as they are, so a resource or a role may be one', () => {
  const [one, other] = [{}, {}];
  expect(grouped([1, 2, 3], number => (number === 2 ? other : one)).get(one)).toEqual([1, 3]);
});
