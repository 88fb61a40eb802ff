/** Dollars for a reader: `$1,234`, `$46.20`, `$0.19`, and `less than $0.01` for what rounds to nothing. */
export function money(dollars: number): string {
  if (dollars > 0 && dollars < 0.005) {
    return 'less than $0.01';
  }
  const digits = Math.abs(dollars) >= 1_000 ? 0 : 2;
  return `${dollars < 0 ? '-' : ''}$${Math.abs(dollars).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}
