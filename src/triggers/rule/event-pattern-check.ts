import { Stack, Token, aws_events as events } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireThat } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';

/** The longest pattern a rule takes; beyond the usual 2,048 only on request (Amazon EventBridge quotas). */
const LONGEST_PATTERN = 4_096;

/** Refuses patterns and buses that deploy cleanly and then match everything, nothing or somebody else's events. */
export function checkEvents(scope: IConstruct, pattern: events.EventPattern, bus?: events.IEventBus): void {
  refuseEverything(scope, pattern);
  refuseTooLong(scope, pattern);
  if (bus) {
    refuseForeignBus(scope, bus);
    warnOfServiceEvents(scope, pattern, bus);
  }
}

/** A function that hears everything hears what it causes itself. */
function refuseEverything(scope: IConstruct, { source, detailType, detail, resources }: events.EventPattern): void {
  requireThat(scope, Boolean(source?.length || detailType?.length || resources?.length || Object.keys(detail ?? {}).length), {
    must: 'An event pattern must say which events it is about, or the function also hears the events that it causes',
    given: 'neither source nor detailType, resources or detail',
    remedy: 'Name at least the source.',
  });
}

function refuseTooLong(scope: IConstruct, pattern: events.EventPattern): void {
  const length = JSON.stringify(Stack.of(scope).resolve(pattern)).length;
  requireThat(scope, length <= LONGEST_PATTERN, {
    must: `An event pattern must have at most ${LONGEST_PATTERN} characters`,
    given: `${length}`,
    remedy: 'Split it over several triggers, or match by prefix.',
  });
}

/** A rule lives where its bus lives; from there a second rule forwards. */
function refuseForeignBus(scope: IConstruct, bus: events.IEventBus): void {
  const own = Stack.of(scope).account;
  const theirs = bus.env.account;
  requireThat(scope, own === theirs, {
    must: 'A rule must live in the account of its bus',
    given: `a bus of account ${theirs} in a stack of account ${own}`,
    remedy: 'Let a rule of that account forward the events to a bus of this account, and listen to that bus.',
  }, own, theirs);
}

function warnOfServiceEvents(scope: IConstruct, { source = [] }: events.EventPattern, bus: events.IEventBus): void {
  const name = bus.eventBusName;
  const ofServices = source.filter(each => typeof each === 'string' && !Token.isUnresolved(each) && each.startsWith('aws.'));
  if (name === 'default' || ofServices.length === 0) return;
  warn(scope, 'service-events-elsewhere', {
    must: `A rule on ${ofServices.join(', ')} must stand on the default bus, where services send their events`,
    given: `the bus ${bus.node.path}`,
    remedy: 'Leave eventBus out, or acknowledge this warning where another rule forwards those events.',
  });
}
