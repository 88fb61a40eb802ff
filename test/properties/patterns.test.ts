import { synthesized } from './family';
import { PATTERN_CASES } from './pattern-cases';

test('patterns of any props are refused by us with a remedy, or synthesize to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(PATTERN_CASES, 30)).toBeGreaterThan(10);
});
