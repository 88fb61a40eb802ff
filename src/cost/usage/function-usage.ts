import { Usage } from './usage';
import { FunctionFact } from '../../inventory/function-facts';
import { AppContext, constructPathOf, placeOf } from '../app-context';
import { FunctionWorkload } from '../workload';

/** Requests and duration of every function. */
export function functionUsage(app: AppContext): readonly Usage[] {
  return app.inventory.functions.all.flatMap(one => usageOf(one, app));
}

function usageOf(one: FunctionFact, app: AppContext): readonly Usage[] {
  const about = { place: placeOf(one), region: app.regionOf(one.resource), cause: constructPathOf(one) };
  const workload = app.workloadOf(one);
  const architecture = one.architecture.known === 'arm64' ? 'arm64' : 'x86_64';
  if (!workload) {
    const why = 'nobody states how often it is invoked, and for how long: fn.expects() or a workload file does';
    return [{ ...about, price: 'lambda.requests', why }, { ...about, price: `lambda.duration.${architecture}`, why }];
  }
  return [
    { ...about, price: 'lambda.requests', quantity: workload.requestsPerMonth },
    { ...about, price: `lambda.duration.${architecture}`, quantity: gigabyteSeconds(workload, one.memory.known ?? 128) },
  ];
}

/** GB-s of a month; Lambda rounds each duration up to a millisecond. */
export function gigabyteSeconds(workload: FunctionWorkload, memory: number): number {
  const cold = (workload.coldStartShare ?? 0) * (workload.initDuration ?? 0);
  return workload.requestsPerMonth * Math.ceil(workload.averageDuration + cold) / 1000 * memory / 1024;
}
