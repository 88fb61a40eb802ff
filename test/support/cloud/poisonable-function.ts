import { Duration, RemovalPolicy, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { SteadfastDefaults, SteadfastFunction } from '../../../src';

/** Fails whatever carries the word poison, in whichever encoding its source sends it; tells by which name, and as which version, it was called. */
const HANDLER = `
exports.handler = async (event, context) => {
  const texts = (event.Records ?? [event]).map((record) => JSON.stringify(record)
    + (record.kinesis ? Buffer.from(record.kinesis.data, 'base64').toString() : ''));
  if (texts.some((text) => text.includes('poison'))) throw new Error('poison');
  console.log('took ' + context.invokedFunctionArn + ' ' + texts.join());
  return { statusCode: 200, body: context.functionVersion };
};`;

/** A function that fails what says poison and takes the rest. */
export function poisonableFunction(scope: Stack, id: string = 'Function'): SteadfastFunction {
  SteadfastDefaults.of(scope).set({ removalPolicy: RemovalPolicy.DESTROY });
  return new SteadfastFunction(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(HANDLER), timeout: Duration.seconds(1),
  });
}
