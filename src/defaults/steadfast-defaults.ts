import { RemovalPolicy, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastError } from '../validation/steadfast-error';

/** What an organisation decides once for all functions below a scope. */
export interface SteadfastDefaultsProps {
  /**
   * Where alarms are sent.
   *
   * @default - one topic a stack, made when the first alarm is, with a warning until somebody subscribes
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * How long logs are kept.
   *
   * @default - three months; a log group that a feature flag of CDK made keeps what it has
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The key that encrypts the queues, topics and log groups that this library makes.
   *
   * @default - keys owned by the service, without a charge
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to logs and parked events when their stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether releases that ask for it move traffic step by step; false releases all at once, for stages where nobody waits for a canary.
   *
   * @default true
   */
  readonly gradualReleases?: boolean;

  /**
   * Whether functions that ask for the standard alarms get only the essential ones, for stages where alarms should cost little.
   *
   * @default false
   */
  readonly essentialAlarms?: boolean;

  /**
   * The network of functions that name none: its private subnets, with HTTPS out, as `Network.privateSubnets(vpc)` says.
   *
   * It moves functions that are deployed already. One of them stays outside with `network: Network.none(reason)`.
   *
   * @default - functions are attached to no network
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The boundary of every role that this library makes: those of functions, schedules and releases. Roles of your own are left alone.
   *
   * One function goes without by `iam.PermissionsBoundary.of(fn).clear()`.
   *
   * @default - no boundary but what CDK applies, from `iam.PermissionsBoundary.of(scope)` or the `permissionsBoundary` of a Stage or Stack
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** What was decided at a scope, and which constructs at or below it took what they found, or found undecided. */
interface Deciding {
  readonly decisions: SteadfastDefaultsProps;
  readonly takers: Map<keyof SteadfastDefaultsProps, string>;
}

const RECORD = Symbol.for('cdk-steadfast.SteadfastDefaults');

/** Decisions for all functions below an App, Stage or Stack; the nearest scope that decides wins, value by value. */
export class SteadfastDefaults {
  /** The decisions in force at a scope. */
  public static of(scope: IConstruct): SteadfastDefaults {
    return new SteadfastDefaults(scope, false);
  }

  /**
   * The decisions in force for a construct that is made by them: from then on they may not change.
   *
   * @internal
   */
  public static _takenBy(construct: IConstruct): SteadfastDefaults {
    return new SteadfastDefaults(construct, true);
  }

  private constructor(private readonly scope: IConstruct, private readonly taking: boolean) {}

  /**
   * Decides for everything that is created below this scope from now on.
   *
   * Calling it again on the same scope replaces the values that are given and keeps the others.
   * @throws when something below this scope was already made with another value
   */
  public set(props: SteadfastDefaultsProps): void {
    const { decisions, takers } = recordOf(this.scope);
    for (const key of Object.keys(props) as (keyof SteadfastDefaultsProps)[]) {
      const taker = takers.get(key);
      if (taker !== undefined && props[key] !== decisions[key]) throw tooLate(this.scope, key, taker);
    }
    Object.assign(decisions, props);
  }

  /** Where alarms are sent, if anybody decided. */
  public get alarmTopic(): sns.ITopic | undefined {
    return this.nearest('alarmTopic');
  }

  /** How long logs are kept, if anybody decided. */
  public get logRetention(): logs.RetentionDays | undefined {
    return this.nearest('logRetention');
  }

  /** The key for what this library makes, if anybody decided. */
  public get encryptionKey(): kms.IKey | undefined {
    return this.nearest('encryptionKey');
  }

  /** What happens on deletion of the stack, if anybody decided. */
  public get removalPolicy(): RemovalPolicy | undefined {
    return this.nearest('removalPolicy');
  }

  /** Whether releases may move traffic step by step, if anybody decided. */
  public get gradualReleases(): boolean | undefined {
    return this.nearest('gradualReleases');
  }

  /** Whether the standard alarms are only the essential ones, if anybody decided. */
  public get essentialAlarms(): boolean | undefined {
    return this.nearest('essentialAlarms');
  }

  /** The network of functions that name none, if anybody decided. */
  public get vpc(): ec2.IVpc | undefined {
    return this.nearest('vpc');
  }

  /** The boundary of roles that this library makes, if anybody decided. */
  public get permissionsBoundary(): iam.IManagedPolicy | undefined {
    return this.nearest('permissionsBoundary');
  }

  private nearest<K extends keyof SteadfastDefaultsProps>(key: K): SteadfastDefaultsProps[K] {
    for (const scope of this.scope.node.scopes.reverse()) {
      const { decisions, takers } = recordOf(scope);
      if (this.taking && !takers.has(key)) takers.set(key, this.scope.node.path);
      if (decisions[key] !== undefined) return decisions[key];
    }
    return undefined;
  }
}

function recordOf(scope: IConstruct & { [RECORD]?: Deciding }): Deciding {
  if (!scope[RECORD]) Object.defineProperty(scope, RECORD, { value: { decisions: {}, takers: new Map() } });
  return scope[RECORD]!;
}

function tooLate(scope: IConstruct, key: string, taker: string): SteadfastError {
  return new SteadfastError(scope, {
    must: 'Defaults must be set before what they decide is made',
    given: `${key}, after ${taker} was made without it`,
    remedy: 'Call SteadfastDefaults.of(scope).set() right after the scope is made, before its functions.',
  });
}
