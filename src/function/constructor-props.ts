import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { networkOf, networkProps } from './function-network';
import { secretProps } from './secret-reads';
import { SteadfastFunctionOptions } from './steadfast-function-options';

/**
 * What an unconfigured function gets instead of Lambda's 3 seconds and 128 MB.
 *
 * 15 seconds stay below every synchronous front (29 s REST, 30 s HTTP API); 512 MB have 0.29 of a vCPU.
 */
const DEFAULT_TIMEOUT = Duration.seconds(15);
const DEFAULT_MEMORY = 512;

/**
 * What CDK would bind to $LATEST or build its own way, and what is decided again once the live alias exists:
 * event sources, where failed events go, asynchronous settings, log retention.
 */
const HELD_BACK = [
  'events', 'deadLetterQueue', 'deadLetterQueueEnabled', 'deadLetterTopic',
  'onFailure', 'onSuccess', 'maxEventAge', 'retryAttempts', 'logRetention', 'logRemovalPolicy',
] as const;

type GivenProps = lambda.FunctionOptions & SteadfastFunctionOptions;

/**
 * The props that CDK's constructor sees.
 *
 * @param injected the props as property injectors complete them, where there are any: what they decide is not decided here
 */
export function constructorProps<P extends GivenProps>(scope: Construct, props: P, injected: P | undefined): P {
  const signals = props.applicationSignals?._props(injected ?? props);
  const decided = { ...(injected ?? props), ...signals };
  const secrets = secretProps(decided, props.secrets);
  return {
    ...props,
    ...heldBack(props, injected),
    ...signals,
    ...secrets,
    ...networkProps(decided, networkOf(scope, decided, props.network)),
    ...props.logs?._props(secrets.environment ?? decided.environment),
    ...(decided.timeout ? {} : { timeout: DEFAULT_TIMEOUT }),
    ...(props.memory ? { memorySize: props.memory._megabytes } : decided.memorySize ? {} : { memorySize: DEFAULT_MEMORY }),
    ...(decided.tracing ? {} : { tracing: lambda.Tracing.ACTIVE }),
    ...(decided.logFormat || decided.loggingFormat || props.logs ? {} : { loggingFormat: lambda.LoggingFormat.JSON }),
  };
}

/** An injector that completes props leaves alone what is there, even where it is undefined. */
function heldBack<P extends lambda.FunctionOptions>(props: P, injected: P | undefined): Partial<P> {
  const held = HELD_BACK.filter(name => props[name] !== undefined || injected?.[name] !== undefined);
  return Object.fromEntries(held.map(name => [name, undefined])) as Partial<P>;
}
