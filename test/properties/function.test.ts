import { synthesized } from './family';
import { FUNCTION_CASES, NODEJS_CASES } from './functions';

test('a function of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(FUNCTION_CASES, 45)).toBeGreaterThan(12);
});

test('a bundled function of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(NODEJS_CASES, 15)).toBeGreaterThan(3);
});
