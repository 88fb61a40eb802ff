import { Fact } from './fact';
import { Link, Value } from './model';
import { Statement } from './policy-facts';

export interface QueueFact extends Fact {
  readonly fifo: Value<boolean>;
  /** Seconds; 30 when not set. */
  readonly visibility: Value<number>;
  /** Seconds; 345,600 (4 days) when not set. */
  readonly retention: Value<number>;
  /** Undefined when it has no redrive policy. */
  readonly redrive?: Redrive;
  readonly encryption: Encryption;
  /** Statements of its queue policies. */
  readonly policy: Statement[];
  /** Queues that send their failed messages here. */
  readonly deadLetterOf: QueueFact[];
}

export interface Redrive {
  readonly target: Link;
  readonly maxReceive: Value<number>;
}

/** The key a store is encrypted with: `customer` key, `aws` managed alias, `service` owned, or none of these. */
export interface Encryption {
  readonly kind: 'customer' | 'aws' | 'service' | 'none' | 'unknown';
  readonly key: Link;
  readonly written: string;
}

export interface TopicFact extends Fact {
  readonly fifo: Value<boolean>;
  readonly encryption: Encryption;
  readonly policy: Statement[];
}

export interface BucketFact extends Fact {
  /** True when the template itself switches EventBridge on. */
  readonly eventBridge: Value<boolean>;
  readonly policy: Statement[];
}

export interface StreamFact extends Fact {
  /** Hours; 24 when not set. */
  readonly retention: Value<number>;
  readonly encryption: Encryption;
}

export interface KeyFact extends Fact {
  readonly policy: readonly Statement[];
  /** True when the key policy was told completely. */
  readonly complete: boolean;
}

export interface LogGroupFact extends Fact {
  readonly name: Value<string>;
  /** Days; absent when it never expires. */
  readonly retention: Value<number>;
  /** True when it is CDK's `Custom::LogRetention` instead of a log group. */
  readonly byCustomResource: boolean;
}

export interface AlarmFact extends Fact {
  readonly metrics: readonly Metric[];
  readonly actions: readonly Link[];
  /** True when somebody is told: by itself or by a composite alarm; unknown when that cannot be told. */
  readonly notifies: Value<boolean>;
}

/** One metric an alarm reads, also inside metric math. */
export interface Metric {
  readonly namespace: Value<string>;
  readonly name: Value<string>;
  /** What each dimension names. */
  readonly dimensions: ReadonlyMap<string, Link>;
  readonly period: Value<number>;
}
