import { FileRows } from './file-rows';
import { Ledger } from '../../demo/ledger';
import { LeftOutRow } from '../handler/row-judge';

/** A row that was found in the table or in the dead-letter queue. */
export interface FoundRow {
  readonly line: number;
  readonly key: string;
}

/** Where rows were found after the run. */
export interface Evidence {
  readonly stored: readonly FoundRow[];
  readonly parked: readonly FoundRow[];
  readonly leftOut: readonly LeftOutRow[];
}

type Fate = Exclude<keyof Ledger, 'in'>;

export interface Reconciliation {
  readonly ledger: Ledger;
  /** Lines of the file that were found nowhere. */
  readonly lostLines: readonly number[];
  /** Rows that were found, but that the file does not have on that line. */
  readonly strangers: readonly FoundRow[];
}

/** Looks for every row of the file in the evidence. What the evidence merely claims is not enough: a duplicate needs its original. */
export function reconcile(rows: FileRows, evidence: Evidence): Reconciliation {
  const belongs = ({ line, key }: FoundRow): boolean => rows.has(line) && rows.get(line) === key;
  const parked = new Set(evidence.parked.filter(belongs).map(({ line }) => line));
  const stored = new Set(evidence.stored.filter(belongs).map(({ line }) => line));
  const rejected = rejectedLines(evidence.leftOut);
  const duplicates = new Set(evidence.leftOut.filter(({ kind }) => kind === 'duplicate').map(({ line }) => line));
  const keysSoFar = new Set<string | undefined>();

  const fateOf = (line: number, key: string | undefined): Fate => {
    // A row that is stored but could not be announced is parked too; somebody has to look at it.
    if (parked.has(line) || stored.has(line)) {
      keysSoFar.add(key);
      return parked.has(line) ? 'parked' : 'stored';
    }
    if (duplicates.has(line) && keysSoFar.has(key)) {
      return 'duplicate';
    }
    return rejected(line) ? 'rejected' : 'lost';
  };

  const ledger = { in: 0, stored: 0, duplicate: 0, rejected: 0, parked: 0, lost: 0 };
  const lostLines: number[] = [];
  for (const [line, key] of [...rows].sort(([one], [other]) => one - other)) {
    const fate = fateOf(line, key);
    ledger.in += 1;
    ledger[fate] += 1;
    if (fate === 'lost') {
      lostLines.push(line);
    }
  }
  return { ledger, lostLines, strangers: [...evidence.stored, ...evidence.parked].filter(row => !belongs(row)) };
}

function rejectedLines(leftOut: readonly LeftOutRow[]): (line: number) => boolean {
  const rejected = leftOut.filter(({ kind }) => kind === 'rejected');
  const lines = new Set(rejected.map(({ line }) => line));
  const unreadableFrom = Math.min(Infinity, ...rejected.filter(({ toEnd }) => toEnd).map(({ line }) => line));
  return line => lines.has(line) || line >= unreadableFrom;
}
