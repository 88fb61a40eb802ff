import { aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { FailurePath } from '../failure/failure-path';
import { SteadfastError } from '../validation/steadfast-error';

/** The props of CDK that decide where failed events go. */
const INHERITED = ['deadLetterQueue', 'deadLetterTopic', 'deadLetterQueueEnabled', 'onFailure'] as const;

/**
 * One decision about failed events from two vocabularies: a prop of CDK alone is adopted, both together are refused.
 */
export function decidedFailurePath(scope: IConstruct, props: lambda.FunctionOptions & { failurePath?: FailurePath }): FailurePath {
  const inherited = INHERITED.filter((name) => props[name]);
  if (props.failurePath && inherited.length > 0) {
    throw new SteadfastError(scope, {
      must: 'Where failed events go must be decided once',
      given: `failurePath and ${inherited.join(', ')}`,
      remedy: `Remove ${inherited.join(' and ')}, or remove failurePath to keep what you had.`,
    });
  }
  if (props.deadLetterQueue) return FailurePath.toQueue(props.deadLetterQueue);
  if (props.deadLetterTopic) return FailurePath.toTopic(props.deadLetterTopic);
  if (props.deadLetterQueueEnabled) return FailurePath.toQueue();
  return props.failurePath ?? FailurePath.toSharedQueue();
}
