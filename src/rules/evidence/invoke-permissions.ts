import { namesService, standsWith } from './openings';
import { FunctionTarget, InvokerFact, InvokerKind, PermissionFact } from '../../inventory/function-facts';
import { sameQualifier } from '../../inventory/function-targets';
import { grouped } from '../../inventory/grouped';
import { Inventory } from '../../inventory/inventory';
import { covers } from '../../reference/action-pattern';

/** The principals of the services that invoke a function asynchronously by its resource policy. */
export const INVOKING_SERVICES: Partial<Record<InvokerKind, string>> = {
  s3: 's3.amazonaws.com',
  sns: 'sns.amazonaws.com',
  eventbridge: 'events.amazonaws.com',
  logs: 'logs.amazonaws.com',
  iot: 'iot.amazonaws.com',
  ses: 'ses.amazonaws.com',
  config: 'config.amazonaws.com',
  alarm: 'lambda.alarms.cloudwatch.amazonaws.com',
};

/** Those whose `SourceArn` names what the invoker names as its source. */
const COMPARABLE: readonly InvokerKind[] = ['s3', 'sns', 'eventbridge'];

/** Tells whether a permission lets an invoker invoke exactly the qualifier it names. */
export class InvokePermissions {
  private readonly outside: ReadonlyMap<string, readonly PermissionFact[]>;

  constructor({ permissions }: Inventory) {
    this.outside = grouped(permissions, ({ target }) => (target.function ? undefined : target.written));
  }

  /** True, false, or undefined when it cannot be told. */
  public let(invoker: InvokerFact, service: string): boolean | undefined {
    const { target } = invoker;
    const known = target.function?.permissions ?? this.outside.get(target.written) ?? [];
    const answers = known.map(permission => both(onSameQualifier(permission, target), permits(permission, invoker, service)));
    if (answers.includes(true)) {
      return true;
    }
    return answers.includes(undefined) || !target.function ? undefined : false;
  }

  /** The permission that stands on another qualifier, for the message. */
  public beside(invoker: InvokerFact, service: string): PermissionFact | undefined {
    return invoker.target.function?.permissions.find(permission => permits(permission, invoker, service));
  }
}

function onSameQualifier(permission: PermissionFact, target: FunctionTarget): boolean | undefined {
  if (!target.function || sameQualifier(permission.target, target)) {
    return true;
  }
  return permission.target.qualifier.kind === 'unknown' || target.qualifier.kind === 'unknown' ? undefined : false;
}

function permits(permission: PermissionFact, invoker: InvokerFact, service: string): boolean | undefined {
  const named = namesService(permission.principal, service);
  const covered = permission.action.known === undefined ? undefined : covers(permission.action.known, 'lambda:InvokeFunction');
  const from = permission.source.resource;
  const source = invoker.source.resource;
  if (COMPARABLE.includes(invoker.via) && from && source && from !== source) {
    return false;
  }
  return both(both(named, covered), standsWith(permission, invoker) || undefined);
}

function both(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === false || other === false) {
    return false;
  }
  return one && other;
}
