import { synthesized } from './family';
import { FUNCTION_CASES, NODEJS_CASES } from './functions';

test('a function of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(FUNCTION_CASES, 70)).toBeGreaterThan(20);
});

test('a bundled function of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(NODEJS_CASES, 25)).toBeGreaterThan(6);
});
