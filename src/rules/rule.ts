import { Fact } from '../inventory/fact';
import { Inventory } from '../inventory/inventory';
import { RawMap } from '../inventory/raw';

export type Severity = 'error' | 'warning';

/** True for a severity that is no less than another. */
export function reaches(severity: Severity, least: Severity): boolean {
  return severity === 'error' || least === 'warning';
}

/** One rule of the book: what it holds, why, how to mend it, and how to tell. */
export interface Rule {
  readonly id: string;
  /** `error`: AWS refuses it, or an event, money or a secret is lost. `warning`: a practice. */
  readonly severity: Severity;
  /** What must hold, in one line. */
  readonly title: string;
  readonly why: string;
  /** The change to make, in one line; a finding may name a more exact one. */
  readonly remedy: string;
  /** The same for who writes CDK: which props of its constructs mend it, and what of this library has it from the start; names in backticks. */
  readonly inCdk: string;
  /** Where this is written: a URL, or the name of a document. */
  readonly source: string;
  /** A template that keeps the rule; the rule's test runs it and its page shows it. */
  readonly keeping: RawMap;
  /** A template that breaks the rule. */
  readonly breaking: RawMap;
  /** Judges an inventory; usually a generator. */
  check(inventory: Inventory): Iterable<Judgement>;
}

export type Judgement = Finding | Undecided;

/** The rule is broken here. */
export interface Finding {
  readonly kind: 'finding';
  readonly fact: Fact;
  readonly message: string;
  readonly severity?: Severity;
  readonly remedy?: string;
}

/** Nobody can tell from the template whether the rule is broken here. */
export interface Undecided {
  readonly kind: 'unknown';
  readonly fact: Fact;
  readonly message: string;
}

/** The rule is broken at a fact; severity and remedy are the rule's own unless they are given. */
export function finding(fact: Fact, message: string, own: Pick<Finding, 'severity' | 'remedy'> = {}): Finding {
  return { kind: 'finding', fact, message, ...own };
}

/** It cannot be told whether the rule is broken at a fact; say what stands in the way. */
export function cannotTell(fact: Fact, message: string): Undecided {
  return { kind: 'unknown', fact, message };
}
