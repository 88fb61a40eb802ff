const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };
const HOUR = 3_600;
const DAY = 86_400;

/**
 * The shortest time in seconds between two firings of an EventBridge schedule; Infinity when it fires once,
 * undefined when the expression is not understood. Gaps of a day and more are told as a day.
 */
export function shortestGap(expression: string): number | undefined {
  const rate = secondsOfRate(expression);
  if (rate !== undefined) {
    return rate;
  }
  if (/^at\(.*\)$/.test(expression.trim())) {
    return Infinity;
  }
  const cron = /^cron\(\s*(\S+)\s+(\S+)(?:\s+\S+){4}\s*\)$/.exec(expression.trim());
  const minutes = cron ? fieldOf(cron[1], 60) : undefined;
  const hours = cron ? fieldOf(cron[2], 24) : undefined;
  return minutes && hours ? gapOf(minutes, hours) : undefined;
}

/** The seconds of a `rate(...)`; undefined for every other expression. */
export function secondsOfRate(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(expression.trim());
  return rate ? Number(rate[1]) * SECONDS[rate[2]] : undefined;
}

function gapOf(minutes: readonly number[], hours: readonly number[]): number {
  const within = minutes.slice(1).map((minute, index) => (minute - minutes[index]) * 60);
  const overHours = hours.map((hour, index) => {
    const next = index + 1 < hours.length ? hours[index + 1] : hours[0] + 24;
    return (next - hour) * HOUR - (minutes[minutes.length - 1] - minutes[0]) * 60;
  });
  return Math.min(DAY, ...within, ...overHours);
}

/** The values of a cron field in order: lists, ranges, steps and `*`. */
function fieldOf(field: string, size: number): readonly number[] | undefined {
  const values = new Set<number>();
  for (const item of field.split(',')) {
    const [, range, step] = /^(\*|\?|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(item) ?? [];
    if (range === undefined || step === '0') {
      return undefined;
    }
    const [first, last] = /^\d/.test(range) ? range.split('-').map(Number) : [0, size - 1];
    const end = last ?? (step === undefined ? first : size - 1);
    if (first >= size || end >= size) {
      return undefined;
    }
    for (let value = first; value <= end; value += Number(step ?? 1)) {
      values.add(value);
    }
  }
  return [...values].sort((one, other) => one - other);
}
