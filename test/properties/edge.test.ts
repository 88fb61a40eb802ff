import { EDGE_CASES } from './edge-cases';
import { synthesized } from './family';

test('a function at the edge of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(EDGE_CASES, 15)).toBeGreaterThan(3);
});
