import { AsyncConfigFact, FunctionTarget, InvokerFact, InvokerKind } from '../../inventory/function-facts';
import { sameQualifier } from '../../inventory/function-targets';
import { isSet } from '../../inventory/link';

/** Custom resources report their failure to CloudFormation, and a destination's own failures would go in a circle. */
const LOSING: readonly InvokerKind[] = [
  's3', 'sns', 'eventbridge', 'scheduler', 'logs', 'iot', 'ses', 'config', 'rest-api', 'websocket-api', 'cognito', 'alarm', 'lambda-destination', 'pipe', 'other',
];

/** True when a failing event of this invoker is lost unless the function parks it. */
export function losesEvents(invoker: InvokerFact): boolean {
  return invoker.mode === 'async' && LOSING.includes(invoker.via) && invoker.enabled.known !== false;
}

/** The asynchronous configuration of exactly the qualifier that is invoked. */
export function asyncConfigOf(target: FunctionTarget): AsyncConfigFact | undefined {
  return target.function?.asyncConfigs.find(config => sameQualifier(config.target, target));
}

/** Whether a failing asynchronous event of a target is parked anywhere: `undefined` when that cannot be told. */
export function parksFailures(target: FunctionTarget): boolean | undefined {
  const called = target.function;
  if (!called) {
    return undefined;
  }
  const config = asyncConfigOf(target);
  const places = [called.deadLetter, ...(config ? [config.onFailure] : [])];
  if (places.some(isSet)) {
    return true;
  }
  const hidden = places.some(place => place.perhapsAbsent) || called.asyncConfigs.some(one => one.target.qualifier.kind === 'unknown');
  return hidden || (target.qualifier.kind === 'unknown' && called.asyncConfigs.length > 0) ? undefined : false;
}
