import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { OddDuration, OddNumber } from './odd-values';

/** What a source of events or a front is given, as data. */
export interface Connection {
  /** Which of two sources of the kind. */
  readonly source: 'One' | 'Two';
  readonly variant: number;
  readonly numbers: readonly (OddNumber | undefined)[];
  readonly times: readonly (OddDuration | undefined)[];
  readonly text: string;
}

/** Connects a function to a source of events, or puts it behind a front. */
export type Connect = (stack: Stack, target: lambda.IFunction, given: Connection) => void;
