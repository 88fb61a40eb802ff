import { Duration, Names, Stack, Token, aws_iam as iam, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { vouchForAliasEndpoint } from '../../function/alias-endpoint';
import { requireThat } from '../../validation/steadfast-error';
import { refuseSecond } from '../connected-once';
import { EventPath, ITrigger } from '../event-path';
import { FUNCTION_PARKS, stackParks } from '../failure-stages';
import { freeId } from '../free-id';
import { stateEventPath } from '../stated-path';
import { constructOf } from '../trigger-target';
import { DeliveringService, parkUndelivered } from '../undelivered';

/** SNS tries a function 100,015 times over 23 days (Amazon SNS Developer Guide, "Amazon SNS message delivery retries"). */
const TOPIC_PARKS = stackParks(100_015, Duration.days(23));

/** Properties of a TopicTrigger. */
export interface TopicTriggerProps {
  /**
   * Which messages are worth an invocation, by their attributes; at most 5 attributes (Amazon SNS quotas).
   *
   * @default - every message
   */
  readonly filterPolicy?: { [attribute: string]: sns.SubscriptionFilter };

  /**
   * Which messages are worth an invocation, by their body; not together with filterPolicy.
   *
   * @default - every message
   */
  readonly filterPolicyWithMessageBody?: { [property: string]: sns.FilterOrPolicy };
}

/**
 * Invokes a function for every message of a topic.
 *
 * A message that cannot be delivered is parked, and so is one that the function failed on every attempt.
 * The topic may be encrypted: it decrypts what it delivers.
 *
 * @example
 * fn.addEventSource(new TopicTrigger(topic));
 */
export class TopicTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of a message that fails. */
  public readonly eventPath: EventPath = { source: 'SNS', undelivered: TOPIC_PARKS, failed: FUNCTION_PARKS };

  /** @param topic the topic whose messages invoke the function; standard, not FIFO */
  constructor(private readonly topic: sns.ITopic, private readonly props: TopicTriggerProps = {}) {}

  /**
   * Subscribes a function to the topic; called by `fn.addEventSource`.
   *
   * @throws when the topic is FIFO or two filter policies are given
   */
  public bind(target: lambda.IFunction): void {
    this.refuseFifo(target);
    this.refuseTwoPolicies(target);
    const parking = parkUndelivered(target, topicsOf(this.topic));
    const id = `AllowInvoke:${Names.nodeUniqueId(this.topic.node)}`;
    refuseSecond(target, id, 'A topic');
    target.addPermission(id, {
      principal: new iam.ServicePrincipal('sns.amazonaws.com'), sourceArn: this.topic.topicArn,
    });
    const subscription = this.topic.addSubscription({
      bind: () => ({
        subscriberScope: constructOf(target),
        subscriberId: freeId(target, this.topic.node.id),
        endpoint: target.functionArn,
        protocol: sns.SubscriptionProtocol.LAMBDA,
        region: this.foreignRegion(target),
        ...this.props,
      }),
    });
    (subscription.node.defaultChild as sns.CfnSubscription).redrivePolicy = { deadLetterTargetArn: parking.queueArn };
    vouchForAliasEndpoint(subscription);
    stateEventPath(subscription, this.eventPath);
  }

  private foreignRegion(target: lambda.IFunction): string | undefined {
    const { region } = this.topic.env;
    return Token.isUnresolved(region) || region === Stack.of(target).region ? undefined : region;
  }

  private refuseFifo(target: lambda.IFunction): void {
    requireThat(target, !this.topic.fifo, {
      must: 'A topic must be standard to invoke a function: SNS delivers a FIFO topic to queues only',
      given: `the FIFO topic ${this.topic.node.path}`,
      remedy: 'Subscribe a FIFO queue to it and work that off with a QueueTrigger.',
    });
  }

  private refuseTwoPolicies(target: lambda.IFunction): void {
    const { filterPolicy, filterPolicyWithMessageBody } = this.props;
    requireThat(target, !filterPolicy || !filterPolicyWithMessageBody, {
      must: 'A subscription must filter either by attributes or by the body',
      given: 'filterPolicy and filterPolicyWithMessageBody',
      remedy: 'Keep one of them.',
    });
  }
}

/** The topics of a topic's account and region. */
function topicsOf(topic: sns.ITopic): DeliveringService {
  const { account, region } = topic.env;
  return {
    service: 'sns.amazonaws.com',
    senders: Stack.of(topic).formatArn({ service: 'sns', account, region, resource: '*' }),
  };
}
