import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastFunction, SteadfastFunctionProps } from '../../src';

/** A stack of an app that reads no cdk.json, with the feature flags of a test's choice. */
export function stackWith(context: Record<string, unknown> = {}): Stack {
  return new Stack(new App({ context }), 'Stack');
}

/** The smallest code that CDK takes. */
export const CODE: lambda.FunctionProps = {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
};

export function steadfastFunction(scope: Construct, id: string = 'Function', props: Partial<SteadfastFunctionProps> = {}): SteadfastFunction {
  return new SteadfastFunction(scope, id, { ...CODE, ...props });
}

export function plainFunction(scope: Construct, id: string = 'Plain', props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, id, { ...CODE, ...props });
}
