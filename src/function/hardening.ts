import { aws_lambda as lambda } from 'aws-cdk-lib';
import { answerThroughAlias, Behind } from './answers';
import { AsynchronousSettings } from './asynchronous-settings';
import { decidedFailurePath } from './failure-overlap';
import { ownRole } from './own-role';
import { SteadfastFunctionOptions } from './steadfast-function-options';
import { UnqualifiedFunction } from './unqualified-function';
import { FunctionAlarms } from '../observability/function-alarms';
import { ownLogGroup } from '../observability/function-log-group';
import { alarmWhenParked } from '../observability/parked-alarm';
import { liveAlias } from '../release/live-alias';

type HardeningProps = lambda.FunctionOptions & SteadfastFunctionOptions;

/** Turns a function that CDK just made into a steadfast one. */
export function harden(fn: lambda.Function, props: HardeningProps): Behind {
  const failurePath = decidedFailurePath(fn, props);
  ownRole(fn, props.role);
  const logGroup = ownLogGroup(fn, props);

  const unqualified = new UnqualifiedFunction(fn);
  const alias = publish(fn, unqualified);
  const asynchronous = new AsynchronousSettings(fn, alias, failurePath, inheritedSettings(props), alarmWhenParked);
  const behind: Behind = {
    alias,
    unqualified,
    logGroup,
    onAsynchronousCaller: () => asynchronous.ensure(),
    onConfigureAsyncInvoke: (options) => asynchronous.configure(options),
  };
  answerThroughAlias(fn, behind);

  if (asksForFailurePath(props)) asynchronous.ensure();
  (props.alarms ?? FunctionAlarms.standard())._bind(fn, { errors: fn.metricErrors(), throttles: fn.metricThrottles() });
  props.events?.forEach((source) => fn.addEventSource(source));
  return behind;
}

/** The version belongs to the function itself: an alias of an alias does not exist. */
function publish(fn: lambda.Function, unqualified: lambda.IFunction): lambda.Alias {
  Object.assign(fn.currentVersion, { lambda: unqualified });
  return liveAlias(fn);
}

function inheritedSettings(props: HardeningProps): lambda.EventInvokeConfigOptions {
  const { onFailure, onSuccess, maxEventAge, retryAttempts } = props;
  return { onFailure, onSuccess, maxEventAge, retryAttempts };
}

function asksForFailurePath(props: HardeningProps): boolean {
  const asked = [
    props.failurePath, props.onFailure, props.onSuccess, props.maxEventAge, props.retryAttempts,
    props.deadLetterQueue, props.deadLetterTopic, props.deadLetterQueueEnabled || undefined,
  ];
  return asked.some((value) => value !== undefined);
}
