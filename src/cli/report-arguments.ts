import * as path from 'path';
import { HELP, oneOf, understood } from './options';
import { PRICE_OPTIONS, PRICE_USAGE, PriceInputs, priceInputs } from './price-inputs';
import { UsageError } from './usage-error';

const FORMATS = ['html', 'text', 'json'] as const;

export type ReportFormat = typeof FORMATS[number];

export interface ReportArguments extends PriceInputs {
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  /** File for the result, instead of stdout. */
  readonly output?: string;
  readonly help: boolean;
}

export const REPORT_USAGE = `Usage: steadfast report PATH... [options]

Answers three questions from the templates: can an event be lost, who can do what, what will it
cost. PATH is a cloud assembly (the directory that "cdk synth" writes) or a CloudFormation
template (JSON or YAML). Several paths are reported on together.

  -o, --output FILE           write the report to FILE instead of stdout
${PRICE_USAGE}
  --format html|text|json     how to print it (by the ending of FILE, otherwise text)
  --help                      show this

Exit codes: 0 written, 2 bad input.
`;

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  ...PRICE_OPTIONS,
  ...HELP,
} as const;

/** Reads what stands behind `report`; throws a `UsageError` for what it does not know. */
export function reportArguments(given: readonly string[]): ReportArguments {
  const { values, positionals } = understood('report', given, OPTIONS);
  const help = values.help === true;
  if (positionals.length === 0 && !help) {
    throw new UsageError('name at least one template or cloud assembly: steadfast report PATH... -o report.html');
  }
  return {
    paths: positionals,
    format: oneOf(FORMATS, '--format', values.format ?? formatOf(values.output)),
    output: values.output,
    ...priceInputs(values),
    help,
  };
}

const ENDINGS: Readonly<Record<string, ReportFormat>> = { '.html': 'html', '.htm': 'html', '.json': 'json' };

function formatOf(output: string | undefined): ReportFormat {
  return ENDINGS[path.extname(output ?? '').toLowerCase()] ?? 'text';
}
