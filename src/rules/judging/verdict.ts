import { Severity } from '../rule';

/** What the checker returns; its JSON is a contract. */
export interface Verdict {
  readonly version: 1;
  readonly findings: readonly FoundDefect[];
  readonly unknown: readonly OpenQuestion[];
  readonly acknowledged: readonly AcknowledgedDefect[];
}

interface Place {
  readonly rule: string;
  readonly template: string;
  readonly logicalId: string;
  readonly path: string;
  readonly message: string;
}

export interface FoundDefect extends Place {
  readonly severity: Severity;
  readonly remedy: string;
}

export type OpenQuestion = Place;

export interface AcknowledgedDefect extends FoundDefect {
  readonly reason: string;
}
