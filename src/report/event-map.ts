/*
 * The vocabulary of the map: plain data, so that it prints as JSON.
 */

/** Who sends events, works on them, and where they are stored or parked. */
export interface EventMap {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly paths: readonly EventPath[];
}

/** Something an event comes from, passes or ends at. */
export interface MapNode {
  readonly id: string;
  /** The construct path below the stack, or the logical id. */
  readonly name: string;
  /** What it is, in a reader's words: `Queue`, `HTTP API`. */
  readonly kind: string;
  readonly isFunction: boolean;
  /** The stack it stands in; undefined for what stands outside the templates. */
  readonly stack?: string;
  readonly logicalId?: string;
  /** What CDK put into the template for its own needs. */
  readonly injectedBy?: string;
  /** What else a reader should know: a schedule's expression, a bucket's prefix. */
  readonly note?: string;
}

/** One step: `event` hands the event on, `writes` and `reads` are what a function's role lets it do with a store. */
export interface MapLink {
  readonly from: string;
  readonly to: string;
  readonly does: 'event' | 'writes' | 'reads';
}

/** One way that events take into a function, and what becomes of those that get stuck. */
export interface EventPath {
  readonly id: string;
  readonly source: string;
  readonly function: string;
  /** `$LATEST`, an alias or a version. */
  readonly qualifier: string;
  /** What connects them: `EventBridge rule`, `queue mapping`. */
  readonly via: string;
  readonly mode: 'waits' | 'does not wait' | 'polls' | 'unknown';
  /** How many methods, routes or tasks this stands for. */
  readonly ways: number;
  readonly enabled: boolean;
  /** What becomes of an event on which the function fails every time. */
  readonly failed: FailingEnd;
  /** What becomes of an event that never reaches the function; absent where the function fetches, or the caller sees it. */
  readonly undelivered?: FailingEnd;
}

/** Where a failing event ends. */
export interface FailingEnd {
  /** `accepted`: it is lost, and somebody gave a reason why it may be. */
  readonly outcome: Outcome;
  /** The node that keeps it, when it is parked. */
  readonly at?: string;
  /** How often it is tried at most; absent when only time ends it, or nobody can tell. */
  readonly attempts?: number;
  /** How long it is tried at most. */
  readonly withinSeconds?: number;
  /** How long it is kept where it is parked. */
  readonly keptForSeconds?: number;
  /** Whether anybody is told; absent where nothing is parked. */
  readonly alarm?: 'told' | 'nobody' | 'unknown';
  /** One sentence that says all of this. */
  readonly says: string;
}

export type Outcome = 'parked' | 'caller' | 'lost' | 'accepted' | 'unknown';
