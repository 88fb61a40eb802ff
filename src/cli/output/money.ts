/** Dollars for people: cents, and more digits where cents would say nothing. */
export function dollars(sum: number | null): string {
  if (sum === null) {
    return 'unknown';
  }
  const digits = sum !== 0 && Math.abs(sum) < 0.01 ? 4 : 2;
  return `${sum < 0 ? '-' : ''}$${Math.abs(sum).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A quantity for people. */
export function amount(quantity: number): string {
  return quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 10 ? 2 : quantity < 1000 ? 1 : 0 });
}

/** Rows set in columns; those named are set to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map(row => row[index].length)));
  return rows.map(row => row
    .map((cell, index) => (right.includes(index) ? cell.padStart(widths[index]) : cell.padEnd(widths[index])))
    .join('  ')
    .trimEnd());
}
