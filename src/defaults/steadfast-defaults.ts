import { RemovalPolicy, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

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
}

const DEFAULTS = Symbol.for('cdk-steadfast.SteadfastDefaults');

/** Decisions for all functions below an App, Stage or Stack; the nearest scope that decides wins, value by value. */
export class SteadfastDefaults {
  /** The decisions in force at a scope. */
  public static of(scope: IConstruct): SteadfastDefaults {
    return new SteadfastDefaults(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Decides for everything that is created below this scope from now on.
   *
   * Calling it again on the same scope replaces the values that are given and keeps the others.
   */
  public set(props: SteadfastDefaultsProps): void {
    Object.defineProperty(this.scope, DEFAULTS, {
      value: { ...decidedAt(this.scope), ...props },
      configurable: true,
    });
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

  private nearest<K extends keyof SteadfastDefaultsProps>(key: K): SteadfastDefaultsProps[K] {
    const deciding = this.scope.node.scopes.reverse().find((scope) => decidedAt(scope)[key] !== undefined);
    return deciding && decidedAt(deciding)[key];
  }
}

function decidedAt(scope: IConstruct): SteadfastDefaultsProps {
  return (scope as { [DEFAULTS]?: SteadfastDefaultsProps })[DEFAULTS] ?? {};
}
