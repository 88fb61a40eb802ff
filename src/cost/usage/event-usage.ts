import { Resource } from '../../inventory/model';
import { secondsOfRate } from '../../inventory/schedule-expression';
import { AppContext } from '../app-context';
import { SECONDS_A_MONTH } from '../units';
import { Arrivals, atLeast } from './arrivals';
import { Quantity, stated, Usage, uses } from './usage';

const AT_LEAST = 'what its functions receive';

/** Topics, buses, schedules, and what buckets send to EventBridge. Events of rules on the default bus are free otherwise. */
export function eventUsage(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return [...topics(app, arrivals), ...buses(app, arrivals), ...schedules(app, arrivals), ...objectEvents(app, arrivals)];
}

function topics(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  const alarmed = new Set(app.inventory.alarms.all.flatMap(alarm => alarm.actions.map(action => action.resource)));
  return app.inventory.topics.all.map(({ resource }) => {
    const received = arrivals.from(resource);
    const derived = received.length > 0 ? { ...atLeast(received), basis: AT_LEAST }
      : alarmed.has(resource) ? { quantity: 0, basis: 'only alarms publish here' } : {};
    return uses(app, resource, 'sns.publish', stated(app, resource, 'publishes', derived));
  });
}

function buses(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return app.inventory.resourcesOfType('AWS::Events::EventBus').map(bus => {
    const rules = app.inventory.eventRules.all.filter(rule => rule.bus.resource === bus);
    return uses(app, bus, 'events.custom', stated(app, bus, 'events', { ...atLeast(rules.flatMap(rule => arrivals.from(rule.resource))), basis: AT_LEAST }));
  });
}

function schedules(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return app.inventory.schedules.all.map(({ resource, expression, enabled }) => {
    const derived = enabled.known === false ? { quantity: 0, basis: 'it is off' } : ofRate(expression.known) ?? atLeast(arrivals.from(resource));
    return uses(app, resource, 'scheduler.invocations', stated(app, resource, 'invocations', derived));
  });
}

/** How often `rate(...)` and `at(...)` fire; cron expressions are left to the workload. */
function ofRate(expression = ''): Quantity | undefined {
  const seconds = secondsOfRate(expression);
  if (seconds) {
    return { quantity: SECONDS_A_MONTH / seconds, basis: expression };
  }
  return expression.startsWith('at(') ? { quantity: 1, basis: 'it fires once' } : undefined;
}

/** S3 sends events to EventBridge only when asked to, and such events are charged. */
function objectEvents(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  return app.inventory.buckets.all.filter(bucket => bucket.eventBridge.known === true).map(({ resource }) => {
    const received = rulesOn(resource, app).flatMap(rule => arrivals.from(rule));
    return uses(app, resource, 'events.opt-in', stated(app, resource, 'events', { ...atLeast(received), basis: AT_LEAST }));
  });
}

function rulesOn(bucket: Resource, { inventory }: AppContext): readonly Resource[] {
  return inventory.eventRules.all
    .filter(rule => rule.pattern.texts('detail.bucket.name').some(name => name.reference?.resource === bucket))
    .map(rule => rule.resource);
}
