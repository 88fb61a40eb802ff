import { Names, aws_events as events, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { sendToEventBridge } from './bucket-events';
import { FunctionRuleTarget } from './function-rule-target';
import { objectCreated } from './object-pattern';

/** Properties of a BucketTrigger. */
export interface BucketTriggerProps {
  /**
   * What the keys of the objects start with.
   *
   * @default - any key
   */
  readonly prefix?: string;

  /**
   * What the keys of the objects end with.
   *
   * @default - any key
   */
  readonly suffix?: string;

  /**
   * States that an imported bucket sends its events to EventBridge; a bucket of this app is made to.
   *
   * @default false
   */
  readonly eventBridgeEnabled?: boolean;
}

/**
 * Invokes a function for every object created in a bucket, through EventBridge.
 *
 * An event that cannot be delivered is parked, and so is one that the function failed on every attempt.
 * No custom resource and no injected function; bucket and function may live in different stacks.
 */
export class BucketTrigger implements lambda.IEventSource {
  constructor(private readonly bucket: s3.IBucket, private readonly props: BucketTriggerProps = {}) {}

  /**
   * Connects the bucket to a function; called by `fn.addEventSource`.
   *
   * @throws when the bucket is imported and nobody states that it sends its events to EventBridge
   */
  public bind(target: lambda.IFunction): void {
    sendToEventBridge(this.bucket, this.props.eventBridgeEnabled ?? false);
    new events.Rule(ruleScope(target), `ObjectCreatedIn${Names.nodeUniqueId(this.bucket.node)}${idPart(this.props)}`, {
      description: `Objects created in ${this.bucket.node.path}`,
      eventPattern: objectCreated(this.bucket.bucketName, this.props),
      targets: [new FunctionRuleTarget(target)],
    });
  }
}

/** Rules stand below the function they invoke. */
function ruleScope(target: lambda.IFunction): Construct {
  return target as lambda.FunctionBase;
}

/** Several triggers on one bucket differ in what they are about. */
function idPart({ prefix, suffix }: BucketTriggerProps): string {
  return [prefix, suffix].filter(Boolean).join('To').replace(/[^A-Za-z0-9]/g, '');
}
