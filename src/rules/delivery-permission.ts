import { deliveries, Delivery } from './evidence/deliveries';
import { InvokePermissions, INVOKING_SERVICES } from './evidence/invoke-permissions';
import { lets } from './evidence/openings';
import { mayDo } from './evidence/permitted';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact, factOf } from '../inventory/fact';
import { InvokerFact } from '../inventory/function-facts';
import { callTarget } from '../inventory/function-targets';
import { Inventory } from '../inventory/inventory';
import { Link, Resource } from '../inventory/model';
import { Target } from '../inventory/policy-facts';

const SEND: Readonly<Record<string, string>> = { sqs: 'sqs:SendMessage', sns: 'sns:Publish', lambda: 'lambda:InvokeFunction' };
const ROLE = 'AWS::IAM::Role';
const POLICY: Readonly<Record<string, string>> = { sqs: 'AWS::SQS::QueuePolicy', sns: 'AWS::SNS::TopicPolicy' };

/** A delivery that is not permitted deploys cleanly and loses everything. */
export const deliveryPermission: Rule = {
  id: 'delivery-permission',
  severity: 'error',
  title: 'Whoever delivers events may do so: the receiving function, queue or topic lets the service in, or the role of the schedule or pipe allows it',
  why: 'A rule, topic or bucket without permission deploys cleanly, and every event is lost without a trace. A permission on a function does not hold for its '
    + 'aliases and versions. A dead-letter queue without a queue policy keeps nothing.',
  remedy: 'Permit the service on exactly what it delivers to.',
  inCdk: 'CDK\'s targets and subscriptions permit themselves, and so do the triggers of this library; for a `CfnRule` or an imported '
    + 'function call `addPermission` yourself.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
  keeping: hourly({ Ref: 'Live' }),
  breaking: hourly({ Ref: 'Worker' }),

  *check(inventory) {
    yield* judgeInvokers(inventory);
    yield* judgeDeliveries(inventory);
    for (const schedule of inventory.schedules) {
      yield* judgeByRole(schedule, schedule.settings.link('RoleArn', ROLE), [schedule.destination, schedule.deadLetter], inventory);
    }
    for (const pipe of inventory.resourcesOfType('AWS::Pipes::Pipe')) {
      const { properties } = pipe;
      yield* judgeByRole(factOf(pipe), properties.link('RoleArn', ROLE), [properties.link('Enrichment'), properties.link('Target')], inventory);
    }
  },
};

function* judgeInvokers(inventory: Inventory): Iterable<Judgement> {
  const permissions = new InvokePermissions(inventory);
  for (const invoker of inventory.invokers) {
    const service = INVOKING_SERVICES[invoker.via];
    if (!service || invoker.target.state === 'absent') {
      continue;
    }
    const may = permissions.let(invoker, service);
    const called = callTarget(invoker.target);
    if (may === undefined || (may === false && invoker.via === 'eventbridge' && invoker.settings.has('RoleArn'))) {
      yield cannotTell(invoker, `Whether ${service} may invoke ${called} cannot be told.`);
    } else if (!may) {
      yield finding(invoker, `It invokes ${called}, and ${whatIsThere(permissions, invoker, service)}.`, {
        remedy: `Add an AWS::Lambda::Permission for ${service} with FunctionName ${called}.`,
      });
    }
  }
}

function whatIsThere(permissions: InvokePermissions, invoker: InvokerFact, service: string): string {
  const other = permissions.beside(invoker, service);
  return other
    ? `the permission ${other.logicalId} holds for ${callTarget(other.target)} only`
    : `no permission lets ${service} invoke that`;
}

function* judgeDeliveries(inventory: Inventory): Iterable<Judgement> {
  const hidden = inventory.resourcesOfType(...Object.values(POLICY)).some(({ properties }) =>
    [...properties.links('Queues', 'AWS::SQS::Queue'), ...properties.links('Topics', 'AWS::SNS::Topic')].some(link => link.state === 'unknown'));
  for (const one of deliveries(inventory).filter(({ purpose }) => purpose !== 'alarm')) {
    const receiver = inventory.queues.at(one.to) ?? inventory.topics.at(one.to);
    const kind = one.to.service ?? '';
    const may = receiver && lets(receiver.policy, { service: one.service, action: SEND[kind], source: one.source, by: one.fact });
    if (may === undefined || (!may && (hidden || one.byRole))) {
      yield cannotTell(one.fact, `Whether ${one.service} may send to ${nameOf(one.to)} cannot be told.`);
    } else if (!may) {
      yield finding(one.fact, `It delivers ${what(one)} to ${nameOf(one.to)}, whose policy does not let ${one.service} in.`, {
        remedy: `Allow ${SEND[kind]} for ${one.service} in an ${POLICY[kind]} of ${nameOf(one.to)}.`,
      });
    }
  }
}

function what(one: Delivery): string {
  return one.purpose === 'dead-letter' ? 'what it could not deliver' : 'events';
}

/** Schedules and pipes deliver with a role. */
function* judgeByRole(sender: Fact, named: Link, receivers: readonly Link[], inventory: Inventory): Iterable<Judgement> {
  const role = inventory.roles.at(named);
  for (const to of receivers) {
    const action = SEND[to.service ?? ''];
    if (!action) {
      continue;
    }
    const resources = namedBy(to, inventory);
    const may = role && resources.length > 0 ? mayDo(role, [action], target => touches(target, resources)) : undefined;
    if (may === undefined) {
      yield cannotTell(sender, `Whether its role allows ${action} on ${nameOf(to)} cannot be told.`);
    } else if (!may) {
      yield finding(sender, `Its role does not allow ${action} on ${nameOf(to)}.`, { remedy: `Allow ${action} on ${nameOf(to)} in the role ${role?.logicalId}.` });
    }
  }
}

/** The resource itself, and the function behind an alias or version. */
function namedBy({ resource }: Link, { aliases, versions }: Inventory): readonly Resource[] {
  const behind = resource && (aliases.of(resource) ?? versions.of(resource))?.target.function;
  return resource ? [resource, ...(behind ? [behind.resource] : [])] : [];
}

function touches({ value, link }: Target, resources: readonly Resource[]): boolean | undefined {
  if (value.written === '*' || (link.resource && resources.includes(link.resource))) {
    return true;
  }
  return link.state === 'unknown' ? undefined : false;
}

function nameOf(link: Link): string {
  return link.resource?.logicalId ?? link.written;
}

function hourly(permitted: Rule['keeping']): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' } },
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: { Ref: 'Live' } }] },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: permitted, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Hourly', 'Arn'] },
        },
      },
    },
  };
}
