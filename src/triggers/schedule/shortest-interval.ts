import { Duration } from 'aws-cdk-lib';

const MINUTES_OF: Record<string, number> = { minute: 1, minutes: 1, hour: 60, hours: 60, day: 1_440, days: 1_440 };

/**
 * The shortest time between two firings of a schedule, as far as an hour goes; a function never runs longer than 15 minutes.
 *
 * @returns undefined for a schedule that fires once, or that nobody can read before deployment
 */
export function shortestInterval(expression: string): Duration | undefined {
  const rate = /^rate\((\d+) (\w+)\)$/.exec(expression);
  if (rate) return Duration.minutes(Number(rate[1]) * (MINUTES_OF[rate[2]] ?? 0));
  const cron = /^cron\((\S+) \S+ \S+ \S+ \S+ \S+\)$/.exec(expression);
  return cron ? Duration.minutes(shortestGap(minutesOf(cron[1]))) : undefined;
}

/** The minutes of an hour that a cron field names. */
function minutesOf(field: string): number[] {
  return field.split(',').flatMap(part => {
    const [range, step] = part.split('/');
    const [first, last] = range === '*' ? [0, 59] : range.split('-').map(Number);
    const end = last ?? (step ? 59 : first);
    const minutes: number[] = [];
    for (let minute = first; minute <= end; minute += Number(step ?? 1)) minutes.push(minute);
    return minutes;
  });
}

/** The shortest gap also goes over the full hour. */
function shortestGap(minutes: number[]): number {
  const sorted = [...new Set(minutes)].sort((one, other) => one - other);
  return Math.min(...sorted.map((minute, index) => (sorted[index + 1] ?? sorted[0] + 60) - minute));
}
