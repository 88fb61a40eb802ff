import { acceptedNow, rebase } from '../../../src/rules/judging/baseline';
import { Verdict } from '../../../src/rules/judging/verdict';

const found = (template: string, path: string): Verdict => ({
  version: 1,
  findings: [{ rule: 'tracing', severity: 'warning', template, logicalId: 'Worker', path, message: 'It is not traced.', remedy: 'Trace it.' }],
  unknown: [],
  acknowledged: [],
});
const acceptedIn = (before: Verdict, after: Verdict) => rebase(after, acceptedNow(before, '/app'), '/app', 'baseline.json').verdict.acknowledged.length === 1;

describe('a baseline knows a finding', () => {
  test('of a construct by its path, wherever its template lies', () => {
    expect(acceptedIn(found('/app/cdk.out/Orders.template.json', 'Orders/Worker/Resource'), found('/app/build/Orders.template.json', 'Orders/Worker/Resource'))).toBe(true);
  });

  test('of a plain template by the file it stands in', () => {
    expect(acceptedIn(found('/app/orders.yaml', 'Worker'), found('/app/orders.yaml', 'Worker'))).toBe(true);
    expect(acceptedIn(found('/app/orders.yaml', 'Worker'), found('/app/billing.yaml', 'Worker'))).toBe(false);
  });
});
