import { parseArgs } from 'util';
import { oneOf, understood } from './options';
import { PriceInputs } from './price-inputs';
import { UsageError } from './usage-error';
import { Architecture } from '../cost/cost-sheet';

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

  --workload FILE             what functions and resources are expected to do (JSON or YAML)
  --prices FILE               prices of yours, in the place of the built-in ones (JSON or YAML)
  --region R                  region of what names none (us-east-1)
  --free-tier                 take off what is free for an account every month
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
  'workload': { type: 'string' },
  'prices': { type: 'string' },
  'region': { type: 'string' },
  'free-tier': { type: 'boolean' },
  'format': { type: 'string' },
  'bill': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} as const;

/** Reads what stands behind `cost`; throws a `UsageError` for what it does not know. */
export function costArguments(given: readonly string[]): CostArguments {
  const { values, positionals: paths } = understood('cost', () => parseArgs({ args: [...given], allowPositionals: true, options: OPTIONS }));
  const { help = false, workload } = values;
  const flags = LOAD_FLAGS.filter(flag => values[flag] !== undefined);
  if (paths.length > 0 && flags.length > 0) {
    throw new UsageError(`--${flags[0]} describes one function, PATH a whole app: give one of the two`);
  }
  if (paths.length === 0 && workload !== undefined) {
    throw new UsageError('--workload belongs to an app: name its template or cloud assembly');
  }
  return {
    paths,
    format: oneOf(FORMATS, '--format', values.format ?? 'text'),
    region: values.region,
    freeTier: values['free-tier'] === true,
    workload,
    prices: values.prices,
    ...paths.length > 0 || help ? {} : { load: loadOf(values) },
    bill: values.bill === true,
    help,
  };
}

const LOAD_FLAGS = ['requests', 'duration', 'memory', 'arch', 'peak', 'provisioned', 'provisioned-hours'] as const;

type LoadValues = Partial<Record<typeof LOAD_FLAGS[number], string>>;

function loadOf(values: LoadValues): FlagLoad {
  const missing = (['requests', 'duration', 'memory'] as const).find(flag => values[flag] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`name a template or cloud assembly, or describe a function by --requests, --duration and --memory; --${missing} is missing`);
  }
  const number = (flag: typeof LOAD_FLAGS[number], least: number, most?: number): number => numberOf(flag, values[flag], least, most);
  const memory = number('memory', 128, 10_240);
  if (!Number.isInteger(memory)) {
    throw new UsageError(`--memory must be whole MB; given '${values.memory}'`);
  }
  const whole = values.provisioned === undefined ? 0 : number('provisioned', 0);
  if (!Number.isInteger(whole)) {
    throw new UsageError(`--provisioned must be a whole number; given '${values.provisioned}'`);
  }
  return {
    requests: number('requests', 0),
    duration: number('duration', 0, 900_000),
    memory,
    architecture: oneOf(ARCHITECTURES, '--arch', values.arch ?? 'x86_64'),
    ...values.peak === undefined ? {} : { peak: number('peak', 0) },
    provisioned: whole,
    ...values['provisioned-hours'] === undefined ? {} : { provisionedHours: number('provisioned-hours', 0, 744) },
  };
}

function numberOf(flag: string, text: string | undefined, least: number, most = Infinity): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
    const bounds = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new UsageError(`--${flag} must be a number ${bounds}; given '${text}'`);
  }
  return value;
}
