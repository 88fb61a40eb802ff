import { CfnResource, Stack, aws_events as events, aws_lambda as lambda, aws_logs as logs, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Doubt } from './doubt';
import { QUOTAS } from '../../reference/quotas';
import { DAYS_AHEAD, RUNTIMES, daysUntil } from '../../reference/runtime-table';

/** Within a tenth of the longest timeout a slow day cuts the work off. */
const WALL_SECONDS = QUOTAS.timeout.value * 0.9;

/** What is doubtful about how a function runs. */
export function operationDoubts(fn: lambda.Function, logGroup: IConstruct): Doubt[] {
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  return [...wall(resource), ...ending(resource), ...untraced(resource), ...hoarding(logGroup), ...switchedOff(fn)];
}

/** A durable function is cut off as well, but goes on from its last checkpoint. */
function wall({ timeout, durableConfig, capacityProviderConfig }: lambda.CfnFunction): Doubt[] {
  if (timeout === undefined || timeout < WALL_SECONDS || durableConfig || capacityProviderConfig) return [];
  return [{
    rule: 'timeout-wall',
    must: `A function must plan with less than nine tenths of the ${QUOTAS.timeout.value} seconds that Lambda gives it, or a slow day cuts it off in the middle of its work`,
    given: `a timeout of ${timeout} seconds`,
    remedy: 'Split the work into batches or steps, or run it in a container.',
  }];
}

function ending({ runtime }: lambda.CfnFunction): Doubt[] {
  const life = runtime !== undefined && Object.hasOwn(RUNTIMES, runtime) ? RUNTIMES[runtime] : undefined;
  if (!life || daysUntil(life.deprecated, new Date()) > DAYS_AHEAD) return [];
  return [{
    rule: 'runtime-end-of-life',
    must: `A function must run on a runtime that is supported for ${DAYS_AHEAD} days more`,
    given: `${runtime}, deprecated on ${life.deprecated}; functions are not created with it from ${life.createBlocked} and not updated from ${life.updateBlocked}`,
    remedy: `Move to ${life.successor}.`,
  }];
}

function untraced(resource: lambda.CfnFunction): Doubt[] {
  const tracing = Stack.of(resource).resolve(resource.tracingConfig) as { mode?: unknown } | undefined;
  if (tracing?.mode === 'Active') return [];
  return [{
    rule: 'tracing',
    must: 'A function must be traced, or nobody sees which call was slow or failed',
    given: `tracing ${String(tracing?.mode ?? 'disabled')}`,
    remedy: 'Leave tracing out, or set lambda.Tracing.ACTIVE.',
  }];
}

function hoarding(logGroup: IConstruct): Doubt[] {
  const group = logGroup.node.defaultChild;
  if (!(group instanceof logs.CfnLogGroup) || group.retentionInDays !== undefined) return [];
  return [{
    rule: 'log-retention',
    must: 'Logs must be deleted one day, or they are paid for for ever',
    given: `no retention on ${group.node.path}`,
    remedy: 'Choose a retention, for instance logs: Logs.json({ retention: logs.RetentionDays.ONE_YEAR }).',
  }];
}

function switchedOff(fn: lambda.Function): Doubt[] {
  return fn.node.findAll().filter(child => child instanceof CfnResource && isOff(child)).map(child => ({
    rule: 'mapping-disabled',
    must: 'What invokes a function must be switched on, or its events wait until they expire, or are never sent',
    given: `${child.node.path}, which is switched off`,
    remedy: 'Switch it on or delete it; acknowledge this warning while it must stay off.',
  }));
}

function isOff(resource: CfnResource): boolean {
  if (resource instanceof lambda.CfnEventSourceMapping) return resource.enabled === false;
  return (resource instanceof events.CfnRule || resource instanceof scheduler.CfnSchedule) && resource.state === 'DISABLED';
}
