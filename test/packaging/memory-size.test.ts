import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Template } from 'aws-cdk-lib/assertions';
import { MemorySize, TuningAim } from '../../src';
import { priceApp } from '../../src/cost/price-app';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { NO_WORKLOAD } from '../../src/cost/workload';
import { inventoryOf } from '../rules/support';
import { stackWith, steadfastFunction } from '../support/stacks';

/**
 * Results that users of aws-lambda-power-tuning published, each with the strategy of the run, the size that the tool itself chose and what
 * it measured there.
 */
const PUBLISHED = [
  ['gAAAAQACAAQACMAL;18X8RFJ8ekQpLEJEADinQ5OfY0Q9UpJD;noyONuE1jTbJANs2J9i8Ns9iADhLl3I3', TuningAim.COST, 256, 1001.9425, 0.0000042084],
  ['gAAAAQACAAQACMAL;GzjtRJ3EmERIifFDFB5DRDDe5EMH6nVD;w72FNg9brDY9a4g2aCFcNzIXgTdVrUs3', TuningAim.COST, 128, 1897.7533, 0.0000039858],
  ['gAAAAQACAAQABsAL;IQnhQnkpUUJtIL5B7+6XQWNJiEHfFoRB;EanfNBGp3zQRqV81EanfNc2+JzYpQKQ2', TuningAim.BALANCED, 512, 23.7658, 8.332e-7],
] as const;

const URL = `https://lambda-power-tuning.show/#${PUBLISHED[0][0]}`;
const scratch = mkdtempSync(join(tmpdir(), 'tuning-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(scratch, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test.each(PUBLISHED)('of %s the choice by %s is what the tool chose: %i MB', (fragment, aim, memory, duration, cost) => {
  const size = MemorySize.fromPowerTuning(`https://lambda-power-tuning.show/#${fragment}`, aim);
  const best = size._tuning!.measured.find(one => one.memory === memory)!;
  expect(size._megabytes).toBe(memory);
  expect(best.duration).toBeCloseTo(duration, 2);
  expect(best.cost).toBeCloseTo(cost, 12);
});

test('each aim has its size', () => {
  const [cost, speed, balanced] = [TuningAim.COST, TuningAim.SPEED, TuningAim.BALANCED].map(aim => MemorySize.fromPowerTuning(URL, aim)._megabytes);
  // Read off the visualization: 256 MB cost least, 3,008 MB took least time; 1,024 MB took a sixth of the longest time for a fifth of the highest cost.
  expect([cost, speed, balanced]).toEqual([256, 3008, 1024]);
});

test.each([
  ['the output of the state machine', { power: 256, stateMachine: { visualization: URL } }, 256],
  ['the same inside results', { results: { power: '256', stateMachine: { visualization: URL } } }, 256],
  ['its statistics', { stats: [{ value: 128, averageDuration: 90, averagePrice: 2e-7 }, { value: 512, averageDuration: 20, averagePrice: 1e-7 }] }, 512],
])('reads %s from a file', (title, content, memory) => {
  expect(MemorySize.fromPowerTuning(file(`${title.length}.json`, content))._megabytes).toBe(memory);
});

test.each([
  ['a file that is not there', () => MemorySize.fromPowerTuning(join(scratch, 'none.json')), 'no such file'],
  ['no JSON', () => MemorySize.fromPowerTuning(file('a.json', '{')), 'no JSON'],
  ['another JSON', () => MemorySize.fromPowerTuning(file('b.json', { power: 128 })), 'neither stats nor stateMachine.visualization'],
  ['a URL without a fragment', () => MemorySize.fromPowerTuning('https://lambda-power-tuning.show/'), 'a visualization whose lists do not fit together'],
  ['lists that do not fit together', () => MemorySize.fromPowerTuning(URL.slice(0, -12)), 'a visualization whose lists do not fit together'],
  ['nothing measured', () => MemorySize.fromPowerTuning(file('c.json', { stats: [] })), 'no memory sizes with their times and costs'],
  ['a size that Lambda has not', () => MemorySize.megabytes(64), 'Memory must be a whole number of MB from 128 to 10240; given: 64.'],
])('%s is refused', (_title, make, message) => {
  expect(make).toThrow(message);
});

test('a function takes the size, and refuses a second one beside it', () => {
  const stack = stackWith();
  steadfastFunction(stack, 'Tuned', { memory: MemorySize.fromPowerTuning(URL) });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 256 });
  expect(() => steadfastFunction(stackWith(), 'Twice', { memory: MemorySize.megabytes(256), memorySize: 128 }))
    .toThrow('The memory of a function must be decided once; given: memory and memorySize.');
});

test('the cost sheet says that a size was measured to be cheaper than the one that was chosen', () => {
  const stack = stackWith();
  steadfastFunction(stack, 'Fast', { memory: MemorySize.fromPowerTuning(URL, TuningAim.SPEED) });
  const { functions } = priceApp(inventoryOf(Template.fromStack(stack).toJSON()), NO_WORKLOAD, BUILT_IN_PRICES);
  expect(functions[0].advice).toEqual(['With 256 MB it was 71 % cheaper and 3.4 times as slow as with 3008 MB, when its power was tuned.']);
});
