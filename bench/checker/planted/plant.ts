import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';

/**
 * One defect, planted twice: into a stack that has it and into a twin that has it mended.
 * A tool has found the defect when it says something of the one that it does not say of the other.
 */
export interface Plant {
  readonly rule: string;
  /** Which of several defects of the rule. */
  readonly variant?: string;
  readonly plant: (stack: Stack, broken: boolean) => void;
}

export const INLINE = {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
};

/** A plain function, as CDK makes it. */
export function worker(stack: Stack, id: string = 'Worker', props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(stack, id, { ...INLINE, ...props });
}
