import { cannotTell, finding, Rule } from './rule';
import { factOf } from '../inventory/fact';
import { Resource } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** The policies that replace each other, and the property that names what they are for. */
const POLICIES: readonly (readonly [type: string, key: string, protectedType: string])[] = [
  ['AWS::SQS::QueuePolicy', 'Queues', 'AWS::SQS::Queue'],
  ['AWS::SNS::TopicPolicy', 'Topics', 'AWS::SNS::Topic'],
];

/** A queue has one policy, whatever the template says. */
export const policyOverwritten: Rule = {
  id: 'policy-overwritten',
  severity: 'error',
  title: 'A queue or topic has one policy resource',
  why: 'A queue or topic has one policy. Of two policy resources the one deployed last replaces the other: those whom the other let in can send no more, '
    + 'and which one wins may change from deployment to deployment.',
  remedy: 'Put the statements of both into one policy.',
  inCdk: '`addToResourcePolicy` on the one `Queue` or `Topic`, and no `QueuePolicy` or `TopicPolicy` of your own beside it.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  keeping: jobs(1),
  breaking: jobs(2),

  *check({ resourcesOfType }) {
    for (const [type, key, protectedType] of POLICIES) {
      const first = new Map<Resource, Resource>();
      for (const policy of resourcesOfType(type)) {
        for (const { resource } of policy.properties.links(key, protectedType)) {
          const other = resource && first.get(resource);
          if (resource && !other) {
            first.set(resource, policy);
          } else if (resource && other && other !== policy) {
            yield other.conditional || policy.conditional
              ? cannotTell(factOf(policy), `Whether it stands beside ${other.logicalId}, which is for ${resource.logicalId} too, cannot be told.`)
              : finding(factOf(policy), `It and ${other.logicalId} replace each other on ${resource.logicalId}.`);
          }
        }
      }
    }
  },
};

function jobs(policies: number): RawMap {
  const written = ['events.amazonaws.com', 'sns.amazonaws.com'].slice(0, policies).map((service, index) => [`Policy${index}`, {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Jobs' }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }] },
    },
  }]);
  return { Resources: { Jobs: { Type: 'AWS::SQS::Queue' }, ...Object.fromEntries(written) } };
}
