import { CfnElement, CfnResource, Stack, aws_iam as iam, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerInline, answerWildcard } from '../acknowledgements/rights-answers';
import { HIPAA, NIST, PCI, RuleAnswer, acknowledgeRules, inPacks } from '../acknowledgements/rule-answer';
import { madeFailedRecordsBucket } from '../triggers/stream/failed-records-bucket';

/** What a pattern answers beside what the library answers everywhere: it decides as a whole, where an organisation would; docs/patterns.md prints it. */
export const PATTERN_ANSWERS: readonly RuleAnswer[] = [
  {
    type: 'AWS::Lambda::Function',
    rules: inPacks([HIPAA, ...NIST, PCI], 'LambdaInsideVPC'),
    reason: 'The function calls AWS services only, over TLS, with requests that its role signs: a network adds no control over those. It takes a vpc where it must reach private resources.',
  },
  {
    type: 'AWS::Lambda::Function',
    rules: inPacks([HIPAA, NIST[1]], 'LambdaConcurrency'),
    reason: 'Reserving takes concurrency from every other function of the account, so it is asked for by the concurrency prop; an API is throttled, a queue and a stream bound their batches.',
  },
  {
    type: 'AWS::Logs::LogGroup',
    rules: inPacks([HIPAA, ...NIST, PCI], 'CloudWatchLogGroupEncrypted'),
    reason: 'CloudWatch Logs encrypts every log group; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::Kinesis::Stream',
    rules: ['AwsSolutions-KDS3'],
    reason: 'The key of the service encrypts the stream unless SteadfastDefaults.encryptionKey decides for one of yours, and for what that costs.',
  },
  {
    type: 'AWS::DynamoDB::Table',
    rules: inPacks([HIPAA, ...NIST], 'DynamoDBInBackupPlan'),
    reason: 'Point-in-time recovery restores any second of the last 35 days; a plan of AWS Backup selects tables by tag, for the whole account.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: ['AwsSolutions-S1', ...inPacks([HIPAA, ...NIST, PCI], 'S3BucketLoggingEnabled')],
    reason: 'Who touched an object is told by data events of CloudTrail, which an account switches on once; a log bucket for every bucket needs a keeper of its own.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: inPacks([HIPAA, ...NIST, PCI], 'S3BucketReplicationEnabled'),
    reason: 'A copy in a second region is decided for a whole application, with what would work on it there; give the pattern a bucket of yours where it is.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: inPacks([HIPAA, NIST[1], PCI], 'S3DefaultEncryptionKMS'),
    reason: 'Objects are encrypted by S3; SteadfastDefaults.encryptionKey puts a key of yours in place of its own.',
  },
  {
    type: 'AWS::S3::Bucket',
    rules: ['NIST.800.53.R4-S3BucketDefaultLockEnabled'],
    reason: 'A lock keeps what was worked off, and personal data that somebody may ask to delete; give the pattern a bucket with a lock where records must stay.',
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    rules: ['AwsSolutions-APIG2'],
    reason: 'A function is handed each request whole, and answers what it does not take; what goes past a function is validated at its method.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: ['AwsSolutions-APIG3', ...inPacks([NIST[1], PCI], 'APIGWAssociatedWithWAF')],
    reason: 'A web ACL is bought and tuned for everything an organisation shows the world; associate yours with the stage. Callers are known and throttled without it.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: inPacks([HIPAA, ...NIST, PCI], 'APIGWCacheEnabledAndEncrypted'),
    reason: 'Answers are not cached: what is sent is new each time.',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    rules: inPacks([HIPAA, NIST[1], PCI], 'APIGWSSLEnabled'),
    reason: 'A client certificate shows a server of yours that API Gateway calls it; behind this API is a service of AWS, which asks for a role.',
  },
  {
    type: 'AWS::ApiGateway::Method',
    rules: ['AwsSolutions-COG4'],
    reason: 'Callers are known by what the authorization of the pattern says: a signature of AWS or a token of your issuer, which may be Cognito. Where it is none, its reason stands beside this.',
  },
];

/** How a workflow has its logs delivered, by actions that take no resource (Service Authorization Reference, Amazon CloudWatch Logs). */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery', 'logs:ListLogDeliveries',
  'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups',
];

const WORKFLOW_TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'];

/** Why a workflow has rights with a wildcard. */
export const WORKFLOW_REASONS = {
  logDelivery: 'Step Functions has logs delivered by actions that take no resource, or are asked for on each (AWS Step Functions Developer Guide, "Using CloudWatch Logs to log execution history").',
  executions: 'A distributed map starts and redrives executions of its own workflow, whose names nobody knows before; the right ends at this workflow.',
} as const;

/** Acknowledges, on the very resources, what a pattern decides beside what the library answers everywhere. */
export function answerRulePacks(pattern: IConstruct, ...others: IConstruct[]): void {
  const shared = madeFailedRecordsBucket(pattern);
  for (const construct of [pattern, ...others, ...shared ? [shared] : []].flatMap(each => each.node.findAll())) {
    if (construct instanceof iam.Role) answerInline(construct);
    if (!CfnResource.isCfnResource(construct) || ANSWERED.has(construct)) continue;
    ANSWERED.add(construct);
    acknowledgeRules(construct, ...PATTERN_ANSWERS.filter(({ type }) => type === construct.cfnResourceType));
  }
}

/** Acknowledges, with the reason of whoever opened them, routes that anybody may call. */
export function answerOpenRoutes(api: IConstruct, openBecause: string | undefined): void {
  if (openBecause === undefined) return;
  const routes = api.node.findAll().filter(each => CfnResource.isCfnResource(each) && ROUTES.includes(each.cfnResourceType));
  routes.forEach(route => acknowledgeRules(route, { rules: ['AwsSolutions-APIG4'], reason: openBecause }));
}

/** Acknowledges the rights of a workflow with a distributed map: to trace, to log, and to its own executions. */
export function answerWorkflowRights(machine: sfn.StateMachine): void {
  answerWildcard(machine, { resource: '*', actions: WORKFLOW_TRACES, reason: WILDCARD_REASONS.traces });
  answerWildcard(machine, { resource: '*', actions: LOG_DELIVERY, reason: WORKFLOW_REASONS.logDelivery });
  const itsExecutions = machine.node.tryFindChild('DistributedMapPolicy');
  if (itsExecutions instanceof iam.Policy) answerInline(itsExecutions);
  const id = Stack.of(machine).getLogicalId(machine.node.defaultChild as CfnElement);
  const name = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${id}"}]}]}`;
  const executions = ['', '/*'].map(runs => `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}${runs}:*`);
  acknowledgeRules(machine, { rules: executions.map(resource => `AwsSolutions-IAM5[Resource::${resource}]`), reason: WORKFLOW_REASONS.executions });
}

const ANSWERED = new WeakSet<IConstruct>();
const ROUTES = ['AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route'];
