import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { networkProps } from './function-network';
import { secretProps } from './secret-reads';
import { SteadfastFunctionOptions } from './steadfast-function-options';

/**
 * What an unconfigured function gets instead of Lambda's 3 seconds and 128 MB.
 *
 * 15 seconds stay below every synchronous front (29 s REST, 30 s HTTP API); 512 MB have 0.29 of a vCPU.
 */
export const DEFAULT_TIMEOUT = Duration.seconds(15);
export const DEFAULT_MEMORY = 512;

/**
 * What CDK would bind to $LATEST or build its own way, and what is decided again once the live alias exists:
 * event sources, where failed events go, asynchronous settings, log retention.
 */
const HELD_BACK = [
  'events', 'deadLetterQueue', 'deadLetterQueueEnabled', 'deadLetterTopic',
  'onFailure', 'onSuccess', 'maxEventAge', 'retryAttempts', 'logRetention', 'logRemovalPolicy',
] as const;

/** The props that CDK's constructor sees. */
export function constructorProps<P extends lambda.FunctionOptions & SteadfastFunctionOptions>(props: P): P {
  const seen = { ...props };
  HELD_BACK.forEach((name) => delete seen[name]);
  return {
    ...seen,
    ...secretProps(props, props.secrets),
    ...networkProps(props, props.network),
    timeout: props.timeout ?? DEFAULT_TIMEOUT,
    memorySize: props.memorySize ?? DEFAULT_MEMORY,
    tracing: props.tracing ?? lambda.Tracing.ACTIVE,
    ...(props.logFormat ? {} : { loggingFormat: props.loggingFormat ?? lambda.LoggingFormat.JSON }),
  };
}
