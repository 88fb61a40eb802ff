/** What became of everything that went in; `in` is the sum of the rest. */
export interface Ledger {
  readonly in: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly parked: number;
  readonly lost: number;
}
