import { reconcile } from '../../../examples/01-bucket-pipeline/demo/ledger';
import { failsNow, isPoison, isTransient, LAST_TROUBLED_ATTEMPT, TroublePlan } from '../../../examples/01-bucket-pipeline/demo/trouble';

const ROWS = new Map<number, string | undefined>([[2, 'a'], [3, 'b'], [4, 'a'], [5, undefined], [6, 'c']]);
const DUPLICATE = { kind: 'duplicate' as const, line: 4, reason: '' };
const REJECTED = { kind: 'rejected' as const, line: 5, reason: '' };
const COMPLETE = {
  stored: [{ line: 2, key: 'a' }, { line: 3, key: 'b' }],
  parked: [{ line: 6, key: 'c' }],
  leftOut: [DUPLICATE, REJECTED],
};

test('finds each row in its one place', () => {
  expect(reconcile(ROWS, COMPLETE)).toEqual({
    ledger: { in: 5, stored: 2, duplicate: 1, rejected: 1, parked: 1, lost: 0 }, lostLines: [], strangers: [],
  });
});

test.each([
  ['is in no place', { ...COMPLETE, stored: [{ line: 2, key: 'a' }] }, [3]],
  ['is stored under another key', { ...COMPLETE, stored: [{ line: 2, key: 'a' }, { line: 3, key: 'x' }] }, [3]],
  ['is called a duplicate, though no earlier line has its key', { ...COMPLETE, parked: [], leftOut: [DUPLICATE, REJECTED, { ...DUPLICATE, line: 6 }] }, [6]],
  ['is called a duplicate of a row that is lost', { ...COMPLETE, stored: [{ line: 3, key: 'b' }] }, [2, 4]],
])('a row that %s is lost', (_, evidence, lostLines) => {
  const { ledger, ...rest } = reconcile(ROWS, evidence);
  expect(rest.lostLines).toEqual(lostLines);
  expect(ledger.lost).toBe(lostLines.length);
  expect(ledger.in).toBe(ledger.stored + ledger.duplicate + ledger.rejected + ledger.parked + ledger.lost);
});

test('the unreadable rest of a file is rejected with its first line', () => {
  expect(reconcile(ROWS, { stored: [{ line: 2, key: 'a' }], parked: [], leftOut: [{ ...REJECTED, line: 3, toEnd: true }] }).ledger)
    .toEqual({ in: 5, stored: 1, duplicate: 0, rejected: 4, parked: 0, lost: 0 });
});

test('a row that was stored and parked too counts as parked', () => {
  expect(reconcile(ROWS, { ...COMPLETE, parked: [...COMPLETE.parked, { line: 3, key: 'b' }] }).ledger).toMatchObject({ stored: 1, parked: 2, lost: 0 });
});

test('a row that the file does not have is a stranger', () => {
  expect(reconcile(ROWS, { ...COMPLETE, stored: [...COMPLETE.stored, { line: 9, key: 'z' }] }).strangers).toEqual([{ line: 9, key: 'z' }]);
});

test('trouble is the same each time, ends in time for transient rows, and never ends for poison', () => {
  const plan: TroublePlan = { seed: 's', transientPercent: 30, poisonPercent: 5, crashPercent: 0, throwPercent: 0 };
  const keys = Array.from({ length: 2_000 }, (_, index) => `key ${index}`);
  const poison = keys.filter(key => isPoison(plan, key));
  const transient = keys.filter(key => isTransient(plan, key));
  expect(poison.length / keys.length).toBeCloseTo(0.05, 1);
  expect(transient.length / keys.length).toBeCloseTo(0.3, 1);
  expect(poison.every(key => [1, 5, 100].every(attempt => failsNow(plan, key, attempt)))).toBe(true);
  expect(transient.some(key => failsNow(plan, key, LAST_TROUBLED_ATTEMPT + 1))).toBe(false);
  expect(transient.filter(key => poison.includes(key))).toEqual([]);
});
