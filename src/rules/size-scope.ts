import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { QUOTAS } from '../reference/quotas';

/** What one kind of function may have, another may not. */
export const sizeScope: Rule = {
  id: 'size-scope',
  severity: 'error',
  title: 'A function\'s memory and /tmp are within what Lambda gives its kind',
  why: 'Lambda refuses less than 128 MB of memory and 512 MB of /tmp, and more than 10,240 MB of either. Only functions on managed instances may have '
    + 'more memory, and only those with an accelerator more /tmp.',
  remedy: 'Lower MemorySize or EphemeralStorage, or run the function on managed instances.',
  inCdk: '`memorySize` and `ephemeralStorageSize` on the function. A `SteadfastFunction` refuses what Lambda would.',
  source: QUOTAS.memory.source,
  keeping: { Resources: { Worker: lambdaFunction({ MemorySize: 10_240, EphemeralStorage: { Size: 10_240 } }) } },
  breaking: { Resources: { Worker: lambdaFunction({ MemorySize: 16_384 }) } },

  *check({ functions }) {
    for (const one of functions) {
      yield* judgeMemory(one);
      yield* judgeStorage(one);
    }
  },
};

function* judgeMemory(one: FunctionFact): Iterable<Judgement> {
  const limit = one.managedInstances ? QUOTAS.managedMemory.value : QUOTAS.memory.value;
  const least = QUOTAS.smallestMemory.value;
  const memory = one.memory.known ?? least;
  if (memory > limit || memory < least) {
    yield finding(one, `It has ${memory} MB of memory; Lambda takes ${least} to ${limit}${one.managedInstances ? '' : ' outside of managed instances'}.`, {
      remedy: `Set MemorySize of ${one.logicalId} to ${least} to ${limit}.`,
    });
  }
}

function* judgeStorage(one: FunctionFact): Iterable<Judgement> {
  const accelerated = one.resource.properties.has('AcceleratorConfig');
  const limit = accelerated ? QUOTAS.acceleratedStorage.value : QUOTAS.storage.value;
  const least = QUOTAS.smallestStorage.value;
  const storage = one.storage.known ?? least;
  if (one.managedInstances && !accelerated && storage > limit && storage <= QUOTAS.acceleratedStorage.value) {
    yield cannotTell(one, `It has ${storage} MB of /tmp; whether its managed instances give that cannot be told.`);
  } else if (storage > limit || storage < least) {
    yield finding(one, `It has ${storage} MB of /tmp; Lambda takes ${least} to ${limit}.`, { remedy: `Set EphemeralStorage of ${one.logicalId} to ${least} to ${limit}.` });
  }
}
