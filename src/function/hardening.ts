import { aws_lambda as lambda } from 'aws-cdk-lib';
import { adoptDeadLetters } from './adopted-dead-letters';
import { answerThroughAlias, Behind } from './answers';
import { AsynchronousSettings } from './asynchronous-settings';
import { warnOfDoubts, warnOfSharedRole } from './doubts/function-doubts';
import { attach, networkOf } from './function-network';
import { judgePackage } from './function-packaging';
import { ownRole } from './own-role';
import { readSecrets } from './secret-reads';
import { SteadfastFunctionOptions } from './steadfast-function-options';
import { UnqualifiedFunction } from './unqualified-function';
import { state } from '../bridge/resource-metadata';
import { Concurrency } from '../concurrency/concurrency';
import { FunctionAlarms } from '../observability/function-alarms';
import { ownLogGroup } from '../observability/function-log-group';
import { leaveUndecided } from '../observability/joint-alarm';
import { liveAlias } from '../release/live-alias';

type HardeningProps = lambda.FunctionOptions & SteadfastFunctionOptions;

/** Turns a function that CDK just made into a steadfast one. */
export function harden(fn: lambda.Function, props: HardeningProps): Behind {
  ownRole(fn, props);
  (props.concurrency ?? Concurrency.unreserved())._bind(fn);
  const logGroup = ownLogGroup(fn, props);
  props.applicationSignals?._bind(fn, props);
  attach(fn, props, networkOf(fn, props, props.network));
  readSecrets(fn, props, props.secrets);
  judgePackage(fn, props);

  const unqualified = new UnqualifiedFunction(fn);
  const alias = publish(fn, unqualified);
  if (props.memory?._tuning) state(alias.node.defaultChild as lambda.CfnAlias, 'tuning', props.memory._tuning);
  const deadLetters = adoptDeadLetters(fn, props);
  const asynchronous = new AsynchronousSettings(fn, alias, props.failurePath ?? deadLetters.failurePath, props);
  const behind: Behind = {
    alias,
    unqualified,
    logGroup,
    deadLetterQueue: deadLetters.deadLetterQueue,
    deadLetterTopic: deadLetters.deadLetterTopic,
    onAsynchronousCaller: () => asynchronous.ensure(),
    onConfigureAsyncInvoke: options => asynchronous.configure(options),
    onStream: () => watch.stream(),
  };
  answerThroughAlias(fn, behind);

  const watch = (props.alarms ?? FunctionAlarms.standard())._bind(fn, unqualified.functionName);
  if (!props.alarms) leaveUndecided(fn);
  asynchronous.watchedBy(watch);
  props.release?.applyTo(alias);
  warnOfSharedRole(fn, props.role);
  warnOfDoubts(fn, props.logGroup ?? logGroup);
  props.events?.forEach(source => fn.addEventSource(source));
  return behind;
}

/** The version belongs to the function itself: an alias of an alias does not exist. */
function publish(fn: lambda.Function, unqualified: lambda.IFunction): lambda.Alias {
  Object.assign(fn.currentVersion, { lambda: unqualified });
  return liveAlias(fn);
}
