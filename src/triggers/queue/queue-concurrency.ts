import { Token, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { QUOTAS } from '../../reference/quotas';
import { explain, requireThat } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { reservedConcurrencyOf } from '../trigger-target';

/** How many batches one provisioned poller has worked off at the same time (AWS Lambda Developer Guide, "Using provisioned mode with an Amazon SQS event source mapping"). */
const INVOCATIONS_OF_A_POLLER = 10;

const FEWEST = QUOTAS.smallestMaximumConcurrency.value;

/** How many pollers are kept ready, and how many there may be (same source). */
const FEWEST_POLLERS = 2;
const MOST_READY_POLLERS = 200;
const MOST_POLLERS = 2_000;

/** What a user decides about how many batches are worked off at the same time. */
export interface WantedConcurrency {
  readonly maxConcurrency?: number;
  readonly provisionedPollers?: lambda.ProvisionedPollerConfig;
}

/** More invocations than the function may run would be throttled, and every throttle counts as a receive. */
export function concurrencyOf(target: lambda.IFunction, wanted: WantedConcurrency): lambda.EventSourceMappingOptions {
  const { maxConcurrency, provisionedPollers } = wanted;
  requireThat(target, maxConcurrency === undefined || !provisionedPollers, {
    must: 'A mapping must have either a maximum concurrency or provisioned pollers',
    given: 'maxConcurrency and provisionedPollers',
    remedy: 'Remove maxConcurrency: the maximum of pollers holds the concurrency too.',
  });
  const { smallestMaximumConcurrency, maximumConcurrency } = QUOTAS;
  refuseOutside(target, 'maxConcurrency', maxConcurrency, smallestMaximumConcurrency.value, maximumConcurrency.value);
  const reserved = reservedConcurrencyOf(target);
  if (provisionedPollers) return { provisionedPollerConfig: fitting(target, provisionedPollers, reserved) };
  return { maxConcurrency: reserved === undefined ? maxConcurrency : heldTo(target, reserved, maxConcurrency) };
}

function fitting(target: lambda.IFunction, pollers: lambda.ProvisionedPollerConfig, reserved: number | undefined): lambda.ProvisionedPollerConfig {
  const { minimumPollers, maximumPollers } = pollers;
  refuseOutside(target, 'minimumPollers', minimumPollers, FEWEST_POLLERS, MOST_READY_POLLERS);
  refuseOutside(target, 'maximumPollers', maximumPollers, FEWEST_POLLERS, MOST_POLLERS);
  requireThat(target, minimumPollers === undefined || maximumPollers === undefined || minimumPollers <= maximumPollers, {
    must: 'The most pollers must not be fewer than the least',
    given: `minimumPollers ${minimumPollers} and maximumPollers ${maximumPollers}`,
    remedy: 'Raise maximumPollers.',
  }, minimumPollers, maximumPollers);
  const most = (maximumPollers ?? Infinity) * INVOCATIONS_OF_A_POLLER;
  requireThat(target, reserved === undefined || most <= reserved, {
    must: `Provisioned pollers must not start more invocations than the function reserves, ${reserved}`,
    given: maximumPollers === undefined ? 'no maximum of pollers' : `${maximumPollers} pollers with ${INVOCATIONS_OF_A_POLLER} invocations each`,
    remedy: `Reserve ${INVOCATIONS_OF_A_POLLER} for each poller, or use maxConcurrency instead.`,
  }, maximumPollers, reserved);
  return pollers;
}

function refuseOutside(target: lambda.IFunction, name: string, count: number | undefined, least: number, most: number): void {
  requireThat(target, count === undefined || (Number.isInteger(count) && count >= least && count <= most), {
    must: `${name} must be a whole number from ${least} to ${most} (AWS Lambda quotas)`,
    given: `${name} ${count}`,
    remedy: 'Choose a number in that range.',
  }, count);
}

function heldTo(target: lambda.IFunction, reserved: number, asked: number | undefined): number | undefined {
  requireThat(target, asked === undefined || asked <= reserved, {
    must: `The trigger's maximum concurrency must not exceed the function's reserved concurrency, ${reserved}`,
    given: `maxConcurrency ${asked}`,
    remedy: `Set maxConcurrency to at most ${reserved}, or reserve more.`,
  }, asked, reserved);
  if (reserved < FEWEST && !Token.isUnresolved(reserved)) {
    warn(target, 'queue-overpull', {
      must: `A function that works off a queue must reserve a concurrency of at least ${FEWEST}, the least that the mapping can be held to`,
      given: `${reserved}`,
      remedy: `Reserve ${FEWEST}, or use a FIFO queue with one message group.`,
    });
    return undefined;
  }
  return asked ?? reserved;
}

/** Each mapping alone may fit and all together not: that shows once the last one is bound. */
export function refuseTogetherTooMany(target: lambda.IFunction): void {
  if (JUDGED.has(target)) return;
  JUDGED.add(target);
  target.node.addValidation({
    validate: () => {
      const held = target.node.children.map(heldConcurrency).filter(count => count !== undefined);
      const together = held.reduce((sum, count) => sum + count, 0);
      const reserved = reservedConcurrencyOf(target) ?? Infinity;
      return held.length < 2 || together <= reserved ? [] : [explain({
        must: `The queues of a function must not be worked off with more concurrency together than it reserves, ${reserved}`,
        given: `${held.join(' + ')} = ${together}`,
        remedy: 'Set maxConcurrency on each QueueTrigger so that their sum fits, or reserve more.',
      })];
    },
  });
}

const JUDGED = new WeakSet<lambda.IFunction>();

function heldConcurrency(child: IConstruct): number | undefined {
  const resource = child.node.defaultChild;
  if (!(resource instanceof lambda.CfnEventSourceMapping)) return undefined;
  return (resource.scalingConfig as lambda.CfnEventSourceMapping.ScalingConfigProperty | undefined)?.maximumConcurrency;
}
