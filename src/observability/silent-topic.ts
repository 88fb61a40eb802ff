import { Stack, Stage, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { explain } from '../validation/steadfast-error';

const SENDER = 'cloudwatch.amazonaws.com';
const JUDGED = new WeakSet<sns.ITopic>();

/** Refuses, once the whole is known, a topic of this app that alarms cannot publish to: they would be raised and reach nobody. */
export function refuseSilentTopic(topic: sns.ITopic): void {
  if (JUDGED.has(topic)) return;
  JUDGED.add(topic);
  findPoliciesOnce(Stage.of(topic));
  topic.node.addValidation({ validate: () => [...closedPolicy(topic), ...closedKey(topic)] });
}

interface FoundPolicy {
  readonly policy: sns.CfnTopicPolicy;
  /** The topics that it is for. */
  readonly topics: string;
}

/** What the synthesis of each stage found in the whole app. */
const FOUND = new WeakMap<Stage, FoundPolicy[] | undefined>();

/** A stage is validated before what stands in it: a walk over the app for each of its topics would grow with the square of an app. */
function findPoliciesOnce(stage: Stage | undefined): void {
  if (!stage || FOUND.has(stage)) return;
  FOUND.set(stage, undefined);
  stage.node.addValidation({
    validate: () => {
      FOUND.set(stage, policiesIn(stage.node.root));
      return [];
    },
  });
}

function policiesIn(root: IConstruct): FoundPolicy[] {
  return root.node.findAll().filter(child => child instanceof sns.CfnTopicPolicy)
    .map(policy => ({ policy, topics: textOf(policy, policy.topics) }));
}

/** A topic without a policy has the default one, by which alarms of its account may publish. */
function closedPolicy(topic: sns.ITopic): string[] {
  const stage = Stage.of(topic);
  const all = (stage && FOUND.get(stage)) ?? policiesIn(topic.node.root);
  const arn = textOf(topic, topic.topicArn);
  const policies = all.filter(({ topics }) => topics.includes(arn));
  const open = policies.length === 0 || policies.some(({ policy }) => allowed(policy).some(statement => statement.includes(SENDER) || statement.includes('"AWS":"*"')));
  if (open) return [];
  return [explain({
    must: `The policy of ${topic.node.path} must let alarms publish, or they reach nobody`,
    given: 'a policy of its own (enforceSSL makes one) that does not name CloudWatch',
    remedy: 'Call topic.grantPublish(new iam.ServicePrincipal(\'cloudwatch.amazonaws.com\')).',
  })];
}

function allowed(policy: sns.CfnTopicPolicy): string[] {
  const { Statement = [] } = Stack.of(policy).resolve(policy.policyDocument) as { Statement?: { Effect: string }[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow').map(statement => JSON.stringify(statement));
}

/** The key of SNS, alias/aws/sns, is closed to services; a customer's key is open to those that it names. */
function closedKey(topic: sns.ITopic): string[] {
  const resource = topic.node.defaultChild;
  const key = resource instanceof sns.CfnTopic ? resource.kmsMasterKeyId : undefined;
  if (key === undefined || !(topic instanceof sns.Topic)) return [];
  const own = topic.masterKey?.node.defaultChild;
  const isOpen = own instanceof kms.CfnKey ? textOf(own, own.keyPolicy).includes(SENDER) : !textOf(topic, key).includes('alias/aws/sns');
  if (isOpen) return [];
  return [explain({
    must: `The key of ${topic.node.path} must let alarms use it, or they reach nobody`,
    given: own instanceof kms.CfnKey ? `${own.node.path}, which does not name CloudWatch` : 'alias/aws/sns, which no service may use',
    remedy: 'Encrypt the topic with a key of your own and call key.grant(new iam.ServicePrincipal(\'cloudwatch.amazonaws.com\'), \'kms:GenerateDataKey\', \'kms:Decrypt\').',
  })];
}

function textOf(scope: sns.ITopic | kms.CfnKey | sns.CfnTopicPolicy, value: unknown): string {
  return JSON.stringify(Stack.of(scope).resolve(value));
}
