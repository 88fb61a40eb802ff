/** What became of the orders; `in` is the sum of the rest. */
export interface Ledger {
  readonly in: number;
  readonly kept: number;
  readonly archived: number;
  readonly lost: number;
}

export interface Reconciliation {
  readonly ledger: Ledger;
  /** Orders in more than one file. */
  readonly archivedTwice: number;
  /** Orders in a file that are still in the database, too. */
  readonly archivedAndKept: number;
}

/** Looks for every order in the database and in the files of the archive. */
export function reconcile(orders: number, kept: readonly number[], files: readonly (readonly number[])[]): Reconciliation {
  const inDatabase = new Set(kept);
  const archived = new Set(files.flat());
  const all = Array.from({ length: orders }, (_, index) => index + 1);
  const ledger = {
    in: orders,
    kept: all.filter(id => inDatabase.has(id)).length,
    archived: all.filter(id => archived.has(id) && !inDatabase.has(id)).length,
    lost: all.filter(id => !archived.has(id) && !inDatabase.has(id)).length,
  };
  return {
    ledger,
    archivedTwice: files.flat().length - archived.size,
    archivedAndKept: [...archived].filter(id => inDatabase.has(id)).length,
  };
}
