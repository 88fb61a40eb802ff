/** Dollars for people: cents, and more digits where cents would say nothing. */
export function dollars(sum: number | null): string {
  if (sum === null) {
    return 'unknown';
  }
  const digits = sum !== 0 && Math.abs(sum) < 0.01 ? 4 : 2;
  return `${sum < 0 ? '-' : ''}$${Math.abs(sum).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A quantity for people: three digits where there is a fraction at all. */
export function amount(quantity: number): string {
  return quantity < 100 ? quantity.toLocaleString('en-US', { maximumSignificantDigits: 3 }) : Math.round(quantity).toLocaleString('en-US');
}

/** So much of a unit; units of measure have no plural. */
export function counted(quantity: number, unit: string): string {
  return `${amount(quantity)} ${unit}${quantity === 1 || unit.startsWith('GB') ? '' : 's'}`;
}

/** Rows set in columns; those named are set to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map(row => row[index].length)));
  return rows.map(row => row
    .map((cell, index) => (right.includes(index) ? cell.padStart(widths[index]) : cell.padEnd(widths[index])))
    .join('  ')
    .trimEnd());
}
