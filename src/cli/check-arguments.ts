import { HELP, oneOf, understood } from './options';
import { Threshold, THRESHOLDS } from './threshold';
import { UsageError } from './usage-error';

const FORMATS = ['text', 'json', 'sarif', 'junit'] as const;

export type Format = typeof FORMATS[number];

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Threshold;
  /** File of findings that are accepted. */
  readonly baseline?: string;
  /** File to write what is found today to. */
  readonly writeBaseline?: string;
  /** File for the result, instead of stdout. */
  readonly output?: string;
  readonly help: boolean;
}

export const CHECK_USAGE = `Usage: steadfast check PATH... [options]

Judges Lambda functions and what surrounds them. PATH is a cloud assembly (the directory that
"cdk synth" writes) or a CloudFormation template (JSON or YAML). Several paths are judged together.

  --format text|json|sarif|junit    how to print the result (text)
  --fail-on error|warning|never     what counts as a failure (error)
  --baseline FILE                   accept the findings that FILE lists, fail on new ones
  --write-baseline FILE             accept all that is found now: write it to FILE
  --output FILE                     write the result to FILE instead of stdout
  --help                            show this

Exit codes: 0 clean, 1 findings, 2 bad input.
`;

const OPTIONS = {
  'format': { type: 'string' },
  'fail-on': { type: 'string' },
  'baseline': { type: 'string' },
  'write-baseline': { type: 'string' },
  'output': { type: 'string' },
  ...HELP,
} as const;

/** Reads what stands behind `check`; throws a `UsageError` for what it does not know. */
export function checkArguments(given: readonly string[]): CheckArguments {
  const { values, positionals } = understood('check', given, OPTIONS);
  const help = values.help === true;
  if (positionals.length === 0 && !help) {
    throw new UsageError('name at least one template or cloud assembly: steadfast check PATH...');
  }
  return {
    paths: positionals,
    format: oneOf(FORMATS, '--format', values.format ?? 'text'),
    failOn: oneOf(THRESHOLDS, '--fail-on', values['fail-on'] ?? 'error'),
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
    output: values.output,
    help,
  };
}
