import { Alternative, ConcurrencyNeed } from './cost-sheet';
import { FunctionWorkload } from './workload';
import { isMap, own, RawMap } from '../inventory/raw';

interface Facts {
  readonly stated: RawMap;
  readonly memory?: number;
  readonly workload?: FunctionWorkload;
  readonly alternatives: readonly Alternative[];
  readonly concurrency: ConcurrencyNeed | null;
}

/** Less than this a month is not worth a sentence. */
const WORTH_SAYING = 1;

/** What would save money or trouble, in sentences. */
export function adviceOn(facts: Facts): readonly string[] {
  return [...memoryAdvice(facts), ...savings(facts), ...concurrencyAdvice(facts)];
}

/** Another memory size that was measured and cost less. */
function memoryAdvice({ stated, memory }: Facts): readonly string[] {
  const measured = measuredIn(stated);
  const now = measured.find(one => one.memory === memory);
  const [best] = [...measured].sort((one, other) => one.cost - other.cost || one.memory - other.memory);
  if (!now) {
    return [];
  }
  const share = Math.round((1 - best.cost / now.cost) * 100);
  const faster = best.duration < now.duration ? `and ${(now.duration / best.duration).toFixed(1)} times as fast` : `and ${(best.duration / now.duration).toFixed(1)} times as slow`;
  return share === 0 ? [] : [`With ${best.memory} MB it was ${share} % cheaper ${faster} as with ${now.memory} MB, when its power was tuned.`];
}

interface Measured {
  readonly memory: number;
  readonly duration: number;
  readonly cost: number;
}

function measuredIn(stated: RawMap): readonly Measured[] {
  const tuning = own(stated, 'tuning');
  const list = isMap(tuning) ? own(tuning, 'measured') : undefined;
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const [memory, duration, cost] = isMap(one) ? [own(one, 'memory'), own(one, 'duration'), own(one, 'cost')] : [];
    return typeof memory === 'number' && typeof duration === 'number' && typeof cost === 'number' ? [{ memory, duration, cost }] : [];
  });
}

function savings({ alternatives }: Facts): readonly string[] {
  const saving = (name: Alternative['name']): number => -(alternatives.find(one => one.name === name)?.difference ?? 0);
  const [arm64, onDemand, provisioned] = [saving('lambda-arm64'), saving('lambda-on-demand'), saving('lambda-provisioned')];
  return [
    ...arm64 >= WORTH_SAYING ? [`On arm64 it would cost $${arm64.toFixed(2)} less.`] : [],
    ...onDemand >= WORTH_SAYING ? [`Without warm environments it would cost $${onDemand.toFixed(2)} less; they pay from about 60 % use.`] : [],
    ...provisioned >= WORTH_SAYING ? [`With warm environments for the peak it would cost $${provisioned.toFixed(2)} less: it is busy enough.`] : [],
  ];
}

function concurrencyAdvice({ concurrency, workload }: Facts): readonly string[] {
  if (!concurrency || concurrency.headroom === null || concurrency.headroom >= 0) {
    return [];
  }
  const peak = workload?.peakRequestsPerSecond === undefined ? 'on average' : 'at its peak';
  return [`It needs ${Math.ceil(concurrency.peak)} executions ${peak} and has ${concurrency.available}: the rest is throttled.`];
}
