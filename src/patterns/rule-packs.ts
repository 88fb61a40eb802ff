import { CfnElement, CfnResource, Stack, Validations, aws_sqs as sqs, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { madeStackParking } from '../failure/stack-parking';
import { madeFailedRecordsBucket } from '../triggers/stream/failed-records-bucket';

/** What patterns answer to a rule of cdk-nag's packs that they do not keep. */
export interface RuleAnswer {
  /** The type of the resources that are meant. */
  readonly type: string;
  /** The rules, each with the name of its pack. */
  readonly rules: readonly string[];
  /** Why that is right. */
  readonly reason: string;
}

const all = (packs: readonly string[], rule: string): string[] => packs.map(pack => `${pack}-${rule}`);
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
  ...['AWS::IAM::Policy', 'AWS::IAM::Role'].map(type => ({
    type,
    rules: all([HIPAA, ...NIST, PCI], 'IAMNoInlinePolicy'),
    reason: 'The policy belongs to one role and goes away with it; managed policies are 1,500 an account and could be attached elsewhere.',
  })),
  {
    type: 'AWS::IAM::Policy',
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    reason: 'Writing traces and listing streams take no resource (Service Authorization Reference). '
      + 'In a VPC, Lambda makes the network interfaces of a function by its role, before there is one to name; a second statement denies that to the function itself.',
  },
  {
    type: 'AWS::Logs::LogGroup',
    rules: all([HIPAA, ...NIST, PCI], 'CloudWatchLogGroupEncrypted'),
    reason: 'CloudWatch Logs encrypts every log group; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::Kinesis::Stream',
    rules: ['AwsSolutions-KDS3'],
    reason: 'The key of the service encrypts the stream unless SteadfastDefaults.encryptionKey decides for one of yours, and for what that costs.',
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
    reason: 'A copy in a second region is decided for a whole application, with what would work on it there; give the pattern a bucket of yours where it is.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: all([HIPAA, NIST[1], PCI], 'S3DefaultEncryptionKMS'),
    reason: 'Objects are encrypted by S3; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: ['NIST.800.53.R4-S3BucketDefaultLockEnabled'],
    reason: 'A lock keeps what was worked off, and personal data that somebody may ask to delete; give the pattern a bucket with a lock where records must stay.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: all([HIPAA, ...NIST, PCI], 'S3BucketVersioningEnabled'),
    reason: 'Lambda writes each failed batch once, under a name of its own: there is nothing to go back to. A bucket for uploads is versioned.',
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    rules: ['AwsSolutions-APIG2'],
    reason: 'A function is handed each request whole, and answers what it does not take; what goes past a function is validated at its method.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: ['AwsSolutions-APIG3', ...all([NIST[1], PCI], 'APIGWAssociatedWithWAF')],
    reason: 'A web ACL is bought and tuned for everything an organisation shows the world; associate yours with the stage. Callers are known and throttled without it.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: ['AwsSolutions-APIG6', ...all([HIPAA, ...NIST, PCI], 'APIGWExecutionLoggingEnabled')],
    reason: 'Access logs say who called what, with which answer and which error behind it; execution logs add headers and bodies, which may hold secrets.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: all([HIPAA, ...NIST, PCI], 'APIGWCacheEnabledAndEncrypted'),
    reason: 'Answers are not cached: what is sent is new each time.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: all([HIPAA, NIST[1], PCI], 'APIGWSSLEnabled'),
    reason: 'A client certificate shows a server of yours that API Gateway calls it; behind this API is a service of AWS, which asks for a role.',
  },
  {
    type: 'AWS::ApiGateway::Method',
    rules: ['AwsSolutions-COG4'],
    reason: 'Callers are known by what the authorization of the pattern says: a signature of AWS or a token of your issuer, which may be Cognito.',
  },
  {
    type: 'AWS::IAM::Role',
    rules: ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]'],
    reason: 'The one role by which an account lets API Gateway write logs; CDK makes it, and cloudWatchRole: false leaves it to the account.',
  },
];

/** The same for executions, whose names Step Functions makes up. */
const ITS_EXECUTIONS = 'A distributed map starts and redrives executions of its own workflow, whose names nobody knows before; the right ends at this workflow.';

/** The same for rights to every object below a prefix, which the rule counts as a wildcard. */
const OBJECTS_BELOW = 'Objects are named by whoever writes them: the right ends at the prefix, of this one bucket.';

/** Acknowledges, on the very resources, what a pattern leaves of the packs' findings. */
export function answerRulePacks(pattern: IConstruct, ...others: IConstruct[]): void {
  const shared = [madeStackParking(pattern), madeFailedRecordsBucket(pattern)];
  const resources = [pattern, ...others, ...shared].flatMap(each => each?.node.findAll() ?? []).filter(each => CfnResource.isCfnResource(each));
  for (const resource of resources.filter(each => !ANSWERED.has(each))) {
    ANSWERED.add(resource);
    const answers = RULE_ANSWERS.filter(({ type }) => type === resource.cfnResourceType && !isRedriven(resource));
    acknowledge(resource, ...answers.flatMap(({ rules, reason }) => rules.map((rule): Answer => [rule, reason])));
  }
}

/** A queue that has a dead-letter queue keeps the rules that ask for one. */
function isRedriven(resource: CfnResource): boolean {
  return resource instanceof sqs.CfnQueue && resource.redrivePolicy !== undefined;
}

/** Acknowledges a right to the objects below a prefix. */
export function answerObjectRights(fn: IConstruct, bucketArn: string, prefix: string): void {
  const { 'Ref': name, 'Fn::GetAtt': attribute } = (Stack.of(fn).resolve(bucketArn) ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  const bucket = name ?? attribute?.join('.');
  acknowledge(fn, [`AwsSolutions-IAM5[Resource::${bucket ? `<${bucket}>` : bucketArn}/${prefix}*]`, OBJECTS_BELOW]);
}

/** Acknowledges, with the reason of whoever opened them, routes that anybody may call. */
export function answerOpenRoutes(api: IConstruct, openBecause: string | undefined): void {
  if (openBecause === undefined) return;
  const routes = api.node.findAll().filter(each => CfnResource.isCfnResource(each)).filter(each => ROUTES.includes(each.cfnResourceType));
  for (const route of routes.filter(each => !OPENED.has(each))) {
    OPENED.add(route);
    acknowledge(route, ['AwsSolutions-APIG4', openBecause]);
  }
}

/** Acknowledges the right of a workflow with a distributed map to its own executions. */
export function answerExecutionRights(machine: sfn.StateMachine): void {
  const id = Stack.of(machine).getLogicalId(machine.node.defaultChild as CfnElement);
  const name = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${id}"}]}]}`;
  ['', '/*'].forEach(runs => acknowledge(
    machine, [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}${runs}:*]`, ITS_EXECUTIONS],
  ));
}

const ANSWERED = new WeakSet<IConstruct>();
const OPENED = new WeakSet<IConstruct>();
const ROUTES = ['AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route'];

type Answer = [rule: string, reason: string];

/**
 * As CDK writes acknowledgements, but all of a resource together: its own method writes them one by one, each with the stack of its call,
 * and refuses an id with two double colons, as the ARN of a bucket has.
 */
function acknowledge(scope: IConstruct, ...answers: Answer[]): void {
  if (answers.length === 0) return;
  const byRule = Object.fromEntries(answers.map(([rule, reason]) => [`Annotation::${rule}`, reason]));
  scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, byRule);
}
