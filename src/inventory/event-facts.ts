import { Fact } from './fact';
import { Link, Properties, Value } from './model';

/** One S3 event notification, from the bucket itself or from CDK's custom resource. */
export interface NotificationFact extends Fact {
  readonly bucket: Link;
  readonly to: 'lambda' | 'sqs' | 'sns' | 'eventbridge';
  readonly destination: Link;
  readonly events: readonly Value<string>[];
  readonly prefix: Value<string>;
  readonly suffix: Value<string>;
  readonly byCustomResource: boolean;
}

export interface SubscriptionFact extends Fact {
  readonly topic: Link;
  readonly protocol: Value<string>;
  readonly endpoint: Link;
  readonly deadLetter: Link;
  readonly filtered: boolean;
}

/** An EventBridge rule. */
export interface EventRuleFact extends Fact {
  readonly bus: Link;
  readonly enabled: Value<boolean>;
  readonly schedule: Value<string>;
  readonly pattern: Properties;
  readonly targets: readonly EventTarget[];
}

export interface EventTarget {
  readonly destination: Link;
  readonly deadLetter: Link;
  readonly settings: Properties;
}

/** An EventBridge Scheduler schedule. */
export interface ScheduleFact extends Fact {
  readonly expression: Value<string>;
  readonly enabled: Value<boolean>;
  readonly destination: Link;
  readonly deadLetter: Link;
  readonly settings: Properties;
}
