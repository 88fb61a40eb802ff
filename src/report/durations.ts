const UNITS: readonly (readonly [seconds: number, name: string])[] = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** A duration as a person says it, in the largest unit that keeps it exact enough: `14 days`, `6 hours`, `90 seconds`. */
export function inWords(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= unit && (seconds % unit === 0 || seconds >= 10 * unit)) ?? [1, 'second'];
  const count = Math.round((seconds / size) * 10) / 10;
  return `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
}

/** The same for narrow places: `14 d`. */
export function inShort(seconds: number): string {
  const [count, unit] = inWords(seconds).split(' ');
  return `${count} ${unit.startsWith('minute') ? 'min' : unit[0]}`;
}
