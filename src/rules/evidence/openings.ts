import { Fact } from '../../inventory/fact';
import { Link, Properties, Resource, Value } from '../../inventory/model';
import { Principal, Statement } from '../../inventory/policy-facts';
import { covers } from '../../reference/action-pattern';

/** What a service asks a resource policy for. */
export interface Asked {
  readonly service: string;
  readonly action: string;
  /** What `aws:SourceArn` will name, where it is in the templates. */
  readonly source?: Resource;
  /** Who is configured to ask. */
  readonly by: Fact;
}

/** Conditions that hold for a service which acts for the account's own resources; their values are not judged, except SourceArn's. */
const HARMLESS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:securetransport'];

/** The condition of the policy that SNS gives a topic by default; alarms of the account pass it. */
const OWNER = 'aws:sourceowner';

/** Whether a resource policy lets a service do one action: true, false, or undefined when that cannot be told. */
export function lets(statements: readonly Statement[], asked: Asked): boolean | undefined {
  const answers = statements.map(statement => answer(statement, asked));
  if (answers.includes('deny') || !answers.some(one => one === 'allow' || one === 'perhaps allow')) {
    return false;
  }
  return answers.includes('allow') && !answers.includes('perhaps deny') ? true : undefined;
}

type Answer = 'allow' | 'perhaps allow' | 'deny' | 'perhaps deny' | undefined;

/** What a statement says to a request; undefined when it is not about it. */
function answer(statement: Statement, asked: Asked): Answer {
  const meant = means(statement, asked.service);
  const covered = coversAction(statement, asked.action);
  if (meant === false || covered === false) {
    return undefined;
  }
  const certain = meant && covered && standsWith(statement.owner, asked.by);
  if (statement.effect.known === 'Deny') {
    // What is denied under a condition (insecure transport, other accounts) is not what a service does.
    return statement.condition.state !== 'absent' ? undefined : certain ? 'deny' : 'perhaps deny';
  }
  const held = conditionHolds(statement.condition, asked);
  if (held === false) {
    return undefined;
  }
  return certain && held && statement.effect.known === 'Allow' ? 'allow' : 'perhaps allow';
}

/** True when one certainly stands in the stack where the other does. */
export function standsWith(one: Fact, other: Fact): boolean {
  return !one.conditional || one.resource.raw.Condition === other.resource.raw.Condition;
}

function coversAction(statement: Statement, action: string): boolean | undefined {
  if (statement.actions.some(one => covers(one.written, action))) {
    return true;
  }
  return statement.notActions.length > 0 || statement.actions.some(one => one.known === undefined) ? undefined : false;
}

function means(statement: Statement, service: string): boolean | undefined {
  const answers = statement.principals.map(principal => isService(principal, service));
  if (answers.includes(true)) {
    return true;
  }
  const open = statement.notPrincipals.length > 0 || answers.includes(undefined);
  return open ? undefined : false;
}

function isService({ kind, value }: Principal, service: string): boolean | undefined {
  if (kind === '*') {
    return true;
  }
  if (kind === '?') {
    return undefined;
  }
  return kind === 'Service' ? namesService(value, service) : false;
}

/** Also the regional form (`logs.eu-west-1.amazonaws.com`), and forms that end with a hole such as the URL suffix. */
export function namesService(value: Value<string>, service: string): boolean | undefined {
  const [name, suffix] = [service.slice(0, -'amazonaws.com'.length), 'amazonaws.com'];
  const written = value.written;
  if (!written.startsWith(name)) {
    return value.known === undefined ? undefined : false;
  }
  const rest = written.slice(name.length);
  return value.known === undefined || new RegExp(`^([a-z0-9-]+\\.)?${suffix}(\\.cn)?$`).test(rest);
}

function conditionHolds(condition: Properties, asked: Asked): boolean | undefined {
  const answers = condition.entries().flatMap(([operator, tests]) => tests.keys().map(key => testHolds(operator, key, tests, asked)));
  if (answers.includes(false)) {
    return false;
  }
  return condition.state === 'unknown' || answers.includes(undefined) ? undefined : true;
}

function testHolds(operator: string, key: string, tests: Properties, asked: Asked): boolean | undefined {
  const name = key.toLowerCase();
  if (name === 'aws:sourcearn' && asked.source && /(Arn|String)(Equals|Like)/.test(operator)) {
    return namesSource(tests.links(key), asked.source);
  }
  return HARMLESS.includes(name) || (name === OWNER && asked.service === 'cloudwatch.amazonaws.com') ? true : undefined;
}

/** An ARN that leads elsewhere or nowhere may still be the source's, whose name CloudFormation chooses. */
function namesSource(links: readonly Link[], source: Resource): boolean {
  return links.some(link => link.resource === undefined || link.resource === source);
}
