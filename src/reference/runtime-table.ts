/** What AWS says of one runtime. */
export interface RuntimeLife {
  /** The day from which it gets no security patches and no support. */
  readonly deprecated: string;
  /** The day from which no function can be created with it. */
  readonly createBlocked: string;
  /** The day from which no function that has it can be updated. */
  readonly updateBlocked: string;
  /** What to move to. */
  readonly successor: string;
}

/** Where the dates stand, and the day they were read; they move, mostly to later days. */
export const RUNTIME_SOURCE = {
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  readThrough: 'the table that cfn-lint 1.58.0 keeps of that page, compared with endoflife.date/aws-lambda',
  date: '2026-11-21',
};

const NODE = 'nodejs24.x';
const PYTHON = 'python3.14';
const RUBY = 'ruby4.0';
const JAVA = 'java25';
const DOTNET = 'dotnet10';
const OS_ONLY = 'provided.al2023';

/** Runtimes whose end is told. A runtime that is missing here is newer than the table. */
export const RUNTIMES: Readonly<Record<string, RuntimeLife>> = {
  'nodejs': life(NODE, '2016-08-30', '2016-09-30', '2016-10-31'),
  'nodejs4.3': life(NODE, '2020-03-05', '2020-02-03', '2020-03-05'),
  'nodejs4.3-edge': life(NODE, '2020-03-05', '2019-03-31', '2019-04-30'),
  'nodejs6.10': life(NODE, '2019-08-12', '2019-07-12', '2019-08-12'),
  'nodejs8.10': life(NODE, '2020-03-06', '2020-02-04', '2020-03-06'),
  'nodejs10.x': life(NODE, '2021-07-30', '2021-07-30', '2022-02-14'),
  'nodejs12.x': life(NODE, '2023-03-31', '2023-03-31', '2023-04-30'),
  'nodejs14.x': life(NODE, '2023-12-04', '2024-01-09', '2027-03-03'),
  'nodejs16.x': life(NODE, '2024-06-12', '2027-02-01', '2027-03-03'),
  'nodejs18.x': life(NODE, '2025-09-01', '2027-02-01', '2027-03-03'),
  'nodejs20.x': life(NODE, '2026-04-30', '2027-02-01', '2027-03-03'),
  'nodejs22.x': life(NODE, '2027-04-30', '2027-06-01', '2027-07-01'),
  'nodejs24.x': life(NODE, '2028-04-30', '2028-06-01', '2028-07-01'),
  'python2.7': life(PYTHON, '2021-07-15', '2021-07-15', '2022-05-30'),
  'python3.6': life(PYTHON, '2022-07-18', '2022-07-18', '2022-08-29'),
  'python3.7': life(PYTHON, '2023-12-04', '2024-01-09', '2027-03-03'),
  'python3.8': life(PYTHON, '2024-10-14', '2027-02-01', '2027-03-03'),
  'python3.9': life(PYTHON, '2025-12-15', '2027-02-01', '2027-03-03'),
  'python3.10': life(PYTHON, '2026-10-31', '2027-02-01', '2027-03-03'),
  'python3.11': life(PYTHON, '2027-06-30', '2027-07-31', '2027-08-31'),
  'python3.12': life(PYTHON, '2028-10-31', '2028-11-30', '2029-01-10'),
  'python3.13': life(PYTHON, '2029-06-30', '2029-07-31', '2029-08-31'),
  'python3.14': life(PYTHON, '2029-06-30', '2029-07-31', '2029-08-31'),
  'ruby2.5': life(RUBY, '2021-07-30', '2021-07-30', '2022-03-31'),
  'ruby2.7': life(RUBY, '2023-12-07', '2024-01-09', '2027-03-03'),
  'ruby3.2': life(RUBY, '2026-03-31', '2027-02-01', '2027-03-03'),
  'ruby3.3': life(RUBY, '2027-03-31', '2027-04-30', '2027-05-31'),
  'ruby3.4': life(RUBY, '2028-03-31', '2028-04-30', '2028-05-31'),
  'ruby4.0': life(RUBY, '2029-03-31', '2029-04-30', '2029-05-31'),
  'java8': life(JAVA, '2024-01-08', '2024-02-08', '2027-03-03'),
  'java8.al2': life(JAVA, '2027-06-30', '2027-07-31', '2027-08-31'),
  'java11': life(JAVA, '2027-06-30', '2027-07-31', '2027-08-31'),
  'java17': life(JAVA, '2027-06-30', '2027-07-31', '2027-08-31'),
  'java21': life(JAVA, '2029-06-30', '2029-07-31', '2029-08-31'),
  'java25': life(JAVA, '2029-06-30', '2029-07-31', '2029-08-31'),
  'dotnetcore1.0': life(DOTNET, '2019-06-27', '2019-06-30', '2019-07-30'),
  'dotnetcore2.0': life(DOTNET, '2019-05-30', '2019-04-30', '2019-05-30'),
  'dotnetcore2.1': life(DOTNET, '2022-01-05', '2022-01-05', '2022-04-13'),
  'dotnetcore3.1': life(DOTNET, '2023-04-03', '2023-04-03', '2023-05-03'),
  'dotnet6': life(DOTNET, '2024-12-20', '2027-02-01', '2027-03-03'),
  'dotnet8': life(DOTNET, '2026-11-10', '2027-02-01', '2027-03-03'),
  'dotnet10': life(DOTNET, '2028-11-14', '2028-12-14', '2029-01-15'),
  'go1.x': life(OS_ONLY, '2024-01-08', '2024-02-08', '2027-03-03'),
  'provided': life(OS_ONLY, '2024-01-08', '2024-02-08', '2027-03-03'),
  'provided.al2': life(OS_ONLY, '2026-07-31', '2027-02-01', '2027-03-03'),
  'provided.al2023': life(OS_ONLY, '2029-06-30', '2029-07-31', '2029-08-31'),
};

/** How long before its end a runtime is spoken of. */
export const DAYS_AHEAD = 90;

const MILLISECONDS_A_DAY = 86_400_000;

/** How many days are left until one of the table's; none or less once it is there. */
export function daysUntil(day: string, today: Date): number {
  return Math.ceil((Date.parse(`${day}T00:00:00Z`) - today.getTime()) / MILLISECONDS_A_DAY);
}

function life(successor: string, deprecated: string, createBlocked: string, updateBlocked: string): RuntimeLife {
  return { deprecated, createBlocked, updateBlocked, successor };
}

/** The first version of each language that has SnapStart. */
const SNAPSHOTS: Readonly<Record<string, readonly number[]>> = {
  java: [11], python: [3, 12], dotnet: [8], nodejs: [], ruby: [], provided: [], go: [], dotnetcore: [],
};

/** Whether a runtime has SnapStart; undefined for a language that is not known here. */
export function takesSnapshots(runtime: string): boolean | undefined {
  const [, language, version] = /^([a-z]+)(\d+(?:\.\d+)*)?/.exec(runtime) ?? [];
  const first = Object.prototype.hasOwnProperty.call(SNAPSHOTS, language ?? '') ? SNAPSHOTS[language] : undefined;
  if (first === undefined) {
    return undefined;
  }
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return first.length > 0 && (major > first[0] || (major === first[0] && minor >= (first[1] ?? 0)));
}
