import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ParkingQueue } from './parking-queue';

const ID = 'SteadfastParking';

/**
 * The one queue of a stack where its functions park failed events and its rules park what they could not deliver.
 *
 * A parked message says itself where it comes from: a destination's record names the function and the reason,
 * a rule's dead letter carries the rule's ARN and the error code.
 */
export function stackParking(scope: IConstruct): ParkingQueue {
  const stack = Stack.of(scope);
  return stack.node.tryFindChild(ID) as ParkingQueue | undefined ?? new ParkingQueue(stack, ID);
}

/**
 * Lets the rules of this stack's account and region park events that they could not deliver.
 *
 * One statement for all rules (a policy keeps the same statement once): a queue policy holds at most 20 (Amazon SQS quotas).
 */
export function openToRules(queue: ParkingQueue): void {
  const stack = Stack.of(queue);
  queue.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'RulesMayPark',
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
      StringEquals: { 'aws:SourceAccount': stack.account },
    },
  }));
}
