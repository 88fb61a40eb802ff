import { EventMap } from './event-map';
import { CostSheet } from '../cost/cost-sheet';
import { AcknowledgedDefect, FoundDefect, OpenQuestion } from '../rules/judging/verdict';

/** All that the report says, as one plain object: text, JSON and the page are printed from it. */
export interface Report {
  readonly version: 1;
  /** What was read, as it was named. */
  readonly title: string;
  readonly stacks: readonly StackEntry[];
  readonly answers: Answers;
  readonly map: EventMap;
  readonly rights: readonly Right[];
  readonly limits: Limits;
  readonly releases: readonly ReleaseEntry[];
  readonly cost: CostSheet;
  readonly findings: readonly FoundDefect[];
  readonly acknowledged: readonly AcknowledgedDefect[];
  readonly unknown: readonly OpenQuestion[];
}

/** What the script in the page reads. */
export type PagePart = Pick<Report, 'map' | 'stacks' | 'findings'>;

export interface StackEntry {
  readonly name: string;
  readonly functions: number;
  /** Its template, and those nested in it, as findings name them. */
  readonly templates: readonly string[];
}

/** The three questions of the first screen. */
export interface Answers {
  readonly events: Answer;
  readonly access: Answer;
  readonly cost: Answer;
}

/** One answer: the sentence, how good it is, and the figures behind it. */
export interface Answer {
  readonly verdict: 'good' | 'attention' | 'bad' | 'unknown';
  readonly says: string;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly count: string;
  readonly of: string;
}

/** What one function may, or may not, do with one resource. */
export interface Right {
  /** Node of the function. */
  readonly function: string;
  /** As a reader would call the resource, with what follows it: `Orders/in/*`. */
  readonly resource: string;
  /** What the resource is, where that is told. */
  readonly kind?: string;
  readonly actions: readonly string[];
  readonly denied: boolean;
  /** True when a condition narrows it. */
  readonly conditioned: boolean;
  /** Why it reaches too far; absent for a right that names what it needs. */
  readonly wide?: string;
  /** What else to know, e.g. that AWS takes no resource here. */
  readonly note?: string;
}

/** Who may run how often at once, for how long. */
export interface Limits {
  readonly functions: readonly FunctionLimits[];
  readonly places: readonly ConcurrencyPlace[];
}

export interface FunctionLimits {
  readonly function: string;
  readonly timeoutSeconds?: number;
  readonly memory?: number;
  readonly runtime: string;
  readonly architecture: string;
  /** Executions set aside; absent when it shares what the account has. */
  readonly reserved?: number;
  /** Executions kept warm. */
  readonly warm?: number;
  /** Who waits for it or feeds it, and how that fits its timeout. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  readonly source: string;
  /** `waits 29 s`, `hides a message for 180 s`, `at most 10 at once`. */
  readonly says: string;
  /** False when the function's timeout does not fit. */
  readonly fits?: boolean;
}

/** What the functions of one account and region take of its concurrency. */
export interface ConcurrencyPlace {
  readonly place: string;
  readonly taken: number;
  readonly limit: number;
}

/** How a new version of a function takes over. */
export interface ReleaseEntry {
  readonly function: string;
  readonly alias?: string;
  /** `CodeDeploy, Canary10Percent5Minutes`, `all at once`, `no alias`. */
  readonly how: string;
  readonly gradual: boolean;
  readonly rollsBack?: boolean;
  readonly alarms: readonly ReleaseAlarm[];
}

export interface ReleaseAlarm {
  readonly name: string;
  readonly watches: string;
  readonly tells?: boolean;
}
