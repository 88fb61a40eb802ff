import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What patterns answer to a rule of cdk-nag's packs that they do not keep. */
export interface RuleAnswer {
  /** The type of the resources that are meant. */
  readonly type: string;
  /** The rules, each with the name of its pack. */
  readonly rules: readonly string[];
  /** Why that is right. */
  readonly reason: string;
}

const all = (packs: readonly string[], rule: string): string[] => packs.map((pack) => `${pack}-${rule}`);
const HIPAA = 'HIPAA.Security';
const NIST = ['NIST.800.53.R4', 'NIST.800.53.R5'];
const PCI = 'PCI.DSS.321';

/** Every finding that a pattern leaves, once, with the reason; docs/patterns.md prints it. */
export const RULE_ANSWERS: readonly RuleAnswer[] = [
  {
    type: 'AWS::Lambda::Function',
    rules: all(['Serverless', HIPAA, NIST[1]], 'LambdaDLQ'),
    reason: 'Failed events go to the destination of the live alias, with request and error; callers that wait see the error, and queues and streams park for themselves.',
  },
  {
    type: 'AWS::Lambda::Function',
    rules: all([HIPAA, ...NIST, PCI], 'LambdaInsideVPC'),
    reason: 'The function calls AWS services only, over TLS, with requests that its role signs: a network adds no control over those. It takes a vpc where it must reach private resources.',
  },
  {
    type: 'AWS::Lambda::Function',
    rules: all([HIPAA, NIST[1]], 'LambdaConcurrency'),
    reason: 'Reserving takes concurrency from every other function of the account, so it is asked for by the concurrency prop; an API is throttled, a queue and a stream bound their batches.',
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    rules: ['Serverless-LambdaEventSourceMappingDestination'],
    reason: 'The mapping of a queue has no failure destination: the redrive of the queue parks what fails.',
  },
  {
    type: 'AWS::IAM::Policy',
    rules: all([HIPAA, ...NIST, PCI], 'IAMNoInlinePolicy'),
    reason: 'The policy belongs to one role and goes away with it; managed policies are 1,500 an account and could be attached elsewhere.',
  },
  {
    type: 'AWS::IAM::Policy',
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    reason: 'Writing traces and listing streams take no resource (Service Authorization Reference).',
  },
  {
    type: 'AWS::Logs::LogGroup',
    rules: all([HIPAA, ...NIST, PCI], 'CloudWatchLogGroupEncrypted'),
    reason: 'CloudWatch Logs encrypts every log group; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::SQS::Queue',
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'],
    reason: 'This is where messages are parked, with an alarm: a dead-letter queue has none of its own.',
  },
  {
    type: 'AWS::DynamoDB::Table',
    rules: all([HIPAA, ...NIST], 'DynamoDBInBackupPlan'),
    reason: 'Point-in-time recovery restores any second of the last 35 days; a plan of AWS Backup selects tables by tag, for the whole account.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: ['AwsSolutions-S1', ...all([HIPAA, ...NIST, PCI], 'S3BucketLoggingEnabled')],
    reason: 'Who touched an object is told by data events of CloudTrail, which an account switches on once; a log bucket for every bucket needs a keeper of its own.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: all([HIPAA, ...NIST, PCI], 'S3BucketReplicationEnabled'),
    reason: 'The bucket holds events on their way, not the record: a copy in a second region would be worked off nowhere.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: all([HIPAA, NIST[1], PCI], 'S3DefaultEncryptionKMS'),
    reason: 'Objects are encrypted by S3; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: ['NIST.800.53.R4-S3BucketDefaultLockEnabled'],
    reason: 'The bucket holds events on their way: a lock would keep what was worked off, and personal data with it.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: all([HIPAA, ...NIST, PCI], 'S3BucketVersioningEnabled'),
    reason: 'Lambda writes each failed batch once, under a name of its own: there is nothing to go back to. A bucket for uploads is versioned.',
  },
];

/** The same for rights to every object below a prefix, which the rule counts as a wildcard. */
const OBJECTS_BELOW = 'Objects are named by whoever writes them: the right ends at the prefix, of this one bucket.';

/** Acknowledges, on the very resources, what a pattern leaves of the packs' findings. */
export function answerRulePacks(pattern: IConstruct, ...others: IConstruct[]): void {
  const shared = Stack.of(pattern).node.children.filter(({ node }) => ['SteadfastParking', 'SteadfastFailedRecords'].includes(node.id));
  const resources = [pattern, ...others, ...shared].flatMap(({ node }) => node.findAll()).filter((each) => CfnResource.isCfnResource(each));
  for (const resource of resources.filter((each) => !ANSWERED.has(each))) {
    ANSWERED.add(resource);
    RULE_ANSWERS.filter(({ type }) => type === resource.cfnResourceType)
      .forEach(({ rules, reason }) => rules.forEach((rule) => acknowledge(resource, rule, reason)));
  }
}

/** Acknowledges a right to the objects below a prefix. */
export function answerObjectRights(fn: IConstruct, bucketArn: string, prefix: string): void {
  const { 'Ref': name, 'Fn::GetAtt': attribute } = (Stack.of(fn).resolve(bucketArn) ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  const bucket = name ?? attribute?.join('.');
  acknowledge(fn, `AwsSolutions-IAM5[Resource::${bucket ? `<${bucket}>` : bucketArn}/${prefix}*]`, OBJECTS_BELOW);
}

const ANSWERED = new WeakSet<IConstruct>();

/** CDK's own method refuses an id with two double colons, as the ARN of a bucket has. */
function acknowledge(scope: IConstruct, id: string, reason: string): void {
  if (id.split('::').length <= 2) Validations.of(scope).acknowledge({ id, reason });
  else scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`Annotation::${id}`]: reason });
}
