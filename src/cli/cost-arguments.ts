import { HELP, oneOf, understood } from './options';
import { PRICE_OPTIONS, PRICE_USAGE, PriceInputs, priceInputs } from './price-inputs';
import { UsageError } from './usage-error';
import { Architecture } from '../cost/cost-sheet';
import { WORKLOAD_BOUNDS } from '../cost/function-workload';
import { Bounds } from '../cost/stated-values';
import { QUOTAS } from '../reference/quotas';

const FORMATS = ['text', 'json'] as const;
const ARCHITECTURES: readonly Architecture[] = ['x86_64', 'arm64'];

/** One function by its flags, or an app by its templates. */
export interface CostArguments extends PriceInputs {
  /** Empty for one function by its flags. */
  readonly paths: readonly string[];
  readonly format: typeof FORMATS[number];
  /** Undefined for an app. */
  readonly load?: FlagLoad;
  /** Only what is on the bill, without comparisons and sources. */
  readonly bill: boolean;
  readonly help: boolean;
}

/** What the flags say of one function. */
export interface FlagLoad {
  readonly requests: number;
  /** Milliseconds. */
  readonly duration: number;
  /** MB. */
  readonly memory: number;
  readonly architecture: Architecture;
  /** Requests a second. */
  readonly peak?: number;
  readonly provisioned: number;
  readonly provisionedHours?: number;
}

export const COST_USAGE = `Usage: steadfast cost --requests N --duration MS --memory MB [options]
       steadfast cost PATH... [--workload FILE] [options]

What a month costs: one function by its flags, or everything that a cloud assembly or template holds.
The workload comes from fn.expects() and from the file, which goes first.

  --requests N                requests a month
  --duration MS               average duration in milliseconds
  --memory MB                 memory size, 128 to 10240
  --arch x86_64|arm64         processor (x86_64)
  --peak N                    requests a second at the busiest time
  --provisioned N             execution environments kept warm
  --provisioned-hours H       hours a month for which they are (730)

${PRICE_USAGE}
  --format text|json          how to print the result (text)
  --bill                      of an app, print the bill only: no comparisons, no sources
  --help                      show this

Exit codes: 0 done, 2 bad input.
`;

const OPTIONS = {
  'requests': { type: 'string' },
  'duration': { type: 'string' },
  'memory': { type: 'string' },
  'arch': { type: 'string' },
  'peak': { type: 'string' },
  'provisioned': { type: 'string' },
  'provisioned-hours': { type: 'string' },
  ...PRICE_OPTIONS,
  'format': { type: 'string' },
  'bill': { type: 'boolean' },
  ...HELP,
} as const;

/** Reads what stands behind `cost`; throws a `UsageError` for what it does not know. */
export function costArguments(given: readonly string[]): CostArguments {
  const { values, positionals: paths } = understood('cost', given, OPTIONS);
  const { help = false } = values;
  const flags = LOAD_FLAGS.filter(flag => values[flag] !== undefined);
  if (paths.length > 0 && flags.length > 0) {
    throw new UsageError(`--${flags[0]} describes one function, PATH a whole app: give one of the two`);
  }
  if (paths.length === 0 && values.workload !== undefined) {
    throw new UsageError('--workload belongs to an app: name its template or cloud assembly');
  }
  return {
    paths,
    format: oneOf(FORMATS, '--format', values.format ?? 'text'),
    ...priceInputs(values),
    ...paths.length > 0 || help ? {} : { load: loadOf(values) },
    bill: values.bill === true,
    help,
  };
}

const LOAD_FLAGS = ['requests', 'duration', 'memory', 'arch', 'peak', 'provisioned', 'provisioned-hours'] as const;

type LoadFlag = typeof LOAD_FLAGS[number];
type LoadValues = Partial<Record<LoadFlag, string>>;

function loadOf(values: LoadValues): FlagLoad {
  const missing = (['requests', 'duration', 'memory'] as const).find(flag => values[flag] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`name a template or cloud assembly, or describe a function by --requests, --duration and --memory; --${missing} is missing`);
  }
  const number = (flag: LoadFlag, bounds: Bounds): number => numberOf(flag, values[flag], bounds);
  const whole = (flag: LoadFlag, bounds: Bounds, what: string): number => {
    const count = number(flag, bounds);
    if (!Number.isInteger(count)) {
      throw new UsageError(`--${flag} must be ${what}; given '${values[flag]}'`);
    }
    return count;
  };
  return {
    requests: number('requests', WORKLOAD_BOUNDS.requestsPerMonth),
    duration: number('duration', WORKLOAD_BOUNDS.averageDuration),
    memory: whole('memory', { least: QUOTAS.smallestMemory.value, most: QUOTAS.memory.value }, 'whole MB'),
    architecture: oneOf(ARCHITECTURES, '--arch', values.arch ?? 'x86_64'),
    ...values.peak === undefined ? {} : { peak: number('peak', WORKLOAD_BOUNDS.peakRequestsPerSecond) },
    provisioned: values.provisioned === undefined ? 0 : whole('provisioned', { least: 0 }, 'a whole number'),
    ...values['provisioned-hours'] === undefined ? {} : { provisionedHours: number('provisioned-hours', WORKLOAD_BOUNDS.provisionedHours) },
  };
}

function numberOf(flag: LoadFlag, text: string | undefined, { least, most = Infinity }: Bounds): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
    const bounds = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new UsageError(`--${flag} must be a number ${bounds}; given '${text}'`);
  }
  return value;
}
