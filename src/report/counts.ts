/** `1 path`, `3 paths`. */
export function many(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

const SIZES: readonly (readonly [least: number, letter: string])[] = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']];

/** A large count for a narrow place: `12.5 M`. */
export function inThousands(count: number): string {
  const [size, letter] = SIZES.find(([least]) => count >= least * 0.9995) ?? [1, ''];
  const scaled = count / size;
  return `${scaled.toLocaleString('en-US', { maximumSignificantDigits: 3 })}${letter && ` ${letter}`}`;
}
