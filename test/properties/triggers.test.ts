import { synthesized } from './family';
import { TRIGGER_CASES } from './trigger-cases';

test('triggers of any props on any functions are refused by us with a remedy, or synthesize to a template that passes the gates, and twice to the same bytes', () => {
  expect(synthesized(TRIGGER_CASES, 40)).toBeGreaterThan(10);
});
