import { Names, aws_events as events, aws_sqs as sqs } from 'aws-cdk-lib';
import { sendToEventBridge } from './bucket-to-event-bridge';
import { BucketRequest, BucketWay } from './bucket-way';
import { ObjectFilter, objectEvents } from './object-pattern';
import { requireThat } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { EVENT_BRIDGE_PARKS, LONGEST_DELIVERY, rulesOf } from '../event-bridge-delivery';
import { EventPath } from '../event-path';
import { FUNCTION_PARKS } from '../failure-stages';
import { freeId } from '../free-id';
import { QueueTrigger } from '../queue/queue-trigger';
import { FunctionRuleTarget } from '../rule/function-rule-target';
import { letSend } from '../sending-right';
import { stateEventPath } from '../stated-path';
import { constructOf } from '../trigger-target';
import { parkUndelivered } from '../undelivered';

const MANAGED_KEY = 'alias/aws/sqs';

/** Bucket -> EventBridge -> function. */
export class RuleWay implements BucketWay {
  public readonly path: EventPath = { source: 'S3', undelivered: EVENT_BRIDGE_PARKS, failed: FUNCTION_PARKS };

  public connect(request: BucketRequest): void {
    stateEventPath(ruleOf(request, new FunctionRuleTarget(request.target)), this.path);
  }
}

/** Bucket -> EventBridge -> queue -> function. */
export class RuleAndQueueWay implements BucketWay {
  constructor(private readonly queue: QueueTrigger) {}

  public get path(): EventPath {
    return { source: 'S3 through a queue', undelivered: EVENT_BRIDGE_PARKS, failed: this.queue.eventPath.failed };
  }

  public connect(request: BucketRequest): void {
    this.queue.bind(request.target);
    const { queue } = this.queue;
    requireThat(request.target, !queue.fifo, {
      must: 'The queue between bucket and function must be standard: the events of a bucket come in no order',
      given: 'a FIFO queue',
      remedy: 'Leave fifo out.',
    });
    stateEventPath(ruleOf(request, new QueueRuleTarget(queue)), this.path);
  }
}

/** A queue as the target of a rule; events that cannot be delivered are parked. */
class QueueRuleTarget implements events.IRuleTarget {
  constructor(private readonly queue: sqs.IQueue) {}

  public bind(rule: events.IRule): events.RuleTargetConfig {
    refuseManagedKey(rule, this.queue);
    const parking = parkUndelivered(rule, rulesOf(rule));
    const { statementAdded } = letSend(this.queue, 'events.amazonaws.com', { ArnEquals: { 'aws:SourceArn': rule.ruleArn } });
    if (!statementAdded) this.askForPermission(rule);
    return { arn: this.queue.queueArn, deadLetterConfig: { arn: parking.queueArn }, retryPolicy: LONGEST_DELIVERY };
  }

  private askForPermission(rule: events.IRule): void {
    warn(rule, 'delivery-permission', {
      must: `The policy of the queue ${this.queue.node.path} must let events.amazonaws.com send messages on behalf of this rule`,
      given: 'an imported queue, whose policy stands elsewhere',
      remedy: 'Add it there, then acknowledge this warning.',
    });
  }
}

/** Nobody can open the key that AWS manages to a service: every event would be lost (Amazon SQS Developer Guide, "Configure KMS permissions for AWS services"). */
function refuseManagedKey(rule: events.IRule, queue: sqs.IQueue): void {
  const resource = queue.node.defaultChild;
  const key = resource instanceof sqs.CfnQueue ? resource.kmsMasterKeyId : undefined;
  requireThat(rule, key !== MANAGED_KEY, {
    must: `The queue ${queue.node.path} must be encrypted by SQS itself or with a customer key, for EventBridge may not use ${MANAGED_KEY}`,
    given: 'QueueEncryption.KMS_MANAGED',
    remedy: 'Set encryption: sqs.QueueEncryption.SQS_MANAGED, or give the queue an encryptionMasterKey.',
  }, key);
}

/** The rule stands below the function: bucket and function may live in different stacks without a circle. */
function ruleOf(request: BucketRequest, target: events.IRuleTarget): events.Rule {
  const { bucket, filter } = request;
  sendToEventBridge(bucket, request.eventBridgeAssumed);
  const what = request.events.map(event => event.replace(/ /g, '')).join('Or');
  return new events.Rule(constructOf(request.target), freeId(request.target, `${what}In${Names.nodeUniqueId(bucket.node)}${idPart(filter)}`), {
    description: `Objects ${request.events.map(event => event.replace('Object ', '').toLowerCase()).join(' or ')} in ${bucket.node.path}`,
    eventPattern: objectEvents(bucket.bucketName, request.events, filter),
    targets: [target],
  });
}

/** Several triggers on one bucket differ in what they are about. */
function idPart({ prefix, suffix }: ObjectFilter): string {
  return [prefix, suffix].filter(Boolean).join('To').replace(/[^A-Za-z0-9]/g, '');
}
