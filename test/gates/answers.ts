import { EXAMPLE_ANSWERS } from './example-answers';
import { TypedFinding } from './findings';
import { OWN_ANSWERS } from '../../src/acknowledgements/own-answers';
import { RuleAnswer } from '../../src/acknowledgements/rule-answer';
import { PATTERN_ANSWERS } from '../../src/patterns/rule-packs';

/** Why something that a tool says is right as it is. */
export interface Answer {
  /** The type of the resources that are meant. @default - any */
  readonly on?: string;
  /** The rules of any tool; those of cdk-nag without their pack. One without the part in brackets means each of them. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The one exhibit, or the one template of it, that is meant. @default - all */
  readonly only?: string;
  /** The resources that are meant. @default - all of the type */
  readonly resources?: RegExp;
}

/** What the library acknowledges, everywhere and in patterns. */
const ACKNOWLEDGED: readonly RuleAnswer[] = [...PATTERN_ANSWERS, ...Object.values(OWN_ANSWERS)];

/** What other tools call a rule that the library acknowledges, and where a pattern's answer holds outside a pattern too. */
function asLibrary(on: string, rule: string, rules: readonly string[], where: Pick<Answer, 'only' | 'resources'> = {}): Answer {
  const found = ACKNOWLEDGED.find(answer => answer.type === on && answer.rules.some(one => withoutPack(one) === rule));
  if (!found) throw new Error(`The library must answer ${rule} on ${on}; it does not (src/acknowledgements, src/patterns/rule-packs.ts).`);
  return { on, rules, reason: found.reason, ...where };
}

const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'AWS::IAM::Policy';
const ROLE = 'AWS::IAM::Role';
const LOGS = 'AWS::Logs::LogGroup';
const BUCKET = 'AWS::S3::Bucket';
const QUEUE = 'AWS::SQS::Queue';
const OURS = { resources: /^(SteadfastFailedRecords|ImportBucket|ImagesBucket|JobArchive)/ };

/** Answers that hold for what the library makes: to tools that read no acknowledgement of CDK, and for an organisation that decided as the examples do. */
const LIBRARY_ANSWERS: readonly Answer[] = [
  asLibrary(FUNCTION, 'LambdaDLQ', ['CKV_AWS_116']),
  asLibrary(FUNCTION, 'LambdaInsideVPC', ['LambdaInsideVPC', 'CKV_AWS_117', 'CT.LAMBDA.PR.3']),
  asLibrary(FUNCTION, 'LambdaConcurrency', ['LambdaConcurrency', 'CKV_AWS_115']),
  asLibrary(LOGS, 'CloudWatchLogGroupEncrypted', ['CloudWatchLogGroupEncrypted', 'CKV_AWS_158', 'CT.CLOUDWATCH.PR.3']),
  asLibrary(QUEUE, 'SQSRedrivePolicy', ['CT.SQS.PR.1']),
  asLibrary('AWS::DynamoDB::Table', 'DynamoDBInBackupPlan', ['DynamoDBInBackupPlan']),
  asLibrary(BUCKET, 'S3BucketLoggingEnabled', ['CKV_AWS_18', 'CT.S3.PR.2'], OURS),
  asLibrary(BUCKET, 'S3DefaultEncryptionKMS', ['CT.S3.PR.10'], OURS),
  asLibrary(BUCKET, 'S3BucketDefaultLockEnabled', ['CT.S3.PR.9'], OURS),
  asLibrary(BUCKET, 'S3BucketVersioningEnabled', ['CKV_AWS_21', 'CT.S3.PR.11'], { resources: /^SteadfastFailedRecords/ }),
  asLibrary('AWS::ApiGateway::Stage', 'APIGWExecutionLoggingEnabled', ['CT.APIGATEWAY.PR.1']),
  asLibrary('AWS::ApiGateway::Stage', 'APIGWCacheEnabledAndEncrypted', ['CKV_AWS_120']),
  {
    on: FUNCTION,
    rules: ['CKV_AWS_173'],
    reason: 'Lambda encrypts the environment by a key of the service. What stands there are names and addresses: the library refuses secrets there, and reads them at run time.',
  },
  {
    rules: ['W3005'],
    reason: 'CDK writes down a dependency that a reference says already; CloudFormation reads it once.',
  },
  {
    on: POLICY,
    rules: ['CKV_AWS_111', ...['AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'UnassignPrivateIpAddresses']
      .map(action => `RESOURCE_STAR[ec2:${action}]`)],
    resources: /ServiceRoleDefaultPolicy/,
    reason: 'Lambda makes the network interfaces of a function by its role, before there is one to name. A second statement denies the same actions to the function itself.',
  },
  {
    on: ROLE,
    rules: ['RESOURCE_MISMATCH[codedeploy:PutLifecycleEventHookExecutionStatus]'],
    reason: 'The reference names no resource for it; CodeDeploy is asked about one deployment group, which CDK grants too, and `*` would be every deployment of the account.',
  },
  {
    on: POLICY,
    rules: ['RESOURCE_MISMATCH[states:DescribeExecution]'],
    reason: 'The right is to the executions of the workflow itself. They are of the standard kind; an express execution, which parliament misses, is never asked for.',
  },
  {
    on: LOGS,
    rules: ['CT.CLOUDWATCH.PR.2'],
    reason: 'Three months unless SteadfastDefaults.logRetention says longer: logs may hold personal data, and every month of them is charged. An audit trail belongs in CloudTrail.',
  },
  {
    on: 'AWS::DynamoDB::Table',
    rules: ['CKV_AWS_119', 'CT.DYNAMODB.PR.2'],
    reason: 'DynamoDB encrypts every table by a key of its own; SteadfastDefaults.encryptionKey puts one of yours in its place.',
  },
  {
    on: QUEUE,
    rules: ['CKV_AWS_27'],
    reason: 'SQS encrypts what is in the queue (SqsManagedSseEnabled), which the rule does not count; SteadfastDefaults.encryptionKey puts a key of yours in its place.',
  },
  asLibrary('AWS::SNS::Topic', 'SNSEncryptedKMS', ['CKV_AWS_26'], { resources: /^SteadfastAlarms/ }),
  {
    on: 'AWS::Lambda::Permission',
    rules: ['CT.LAMBDA.PR.2'],
    resources: /ApiInvoke/,
    reason: 'SourceArn names this one API. It is put together from the API\'s id, and the control reads only a plain reference.',
  },
  asLibrary('AWS::CloudWatch::Alarm', 'CloudWatchAlarmAction', ['CT.CLOUDWATCH.PR.1'], { resources: /RollbackAlarm/ }),
  asLibrary('AWS::CloudWatch::Alarm', 'CloudWatchAlarmAction', ['CloudWatchAlarmAction', 'CT.CLOUDWATCH.PR.1'], { resources: /^ServerErrors/ }),
  {
    on: BUCKET,
    rules: ['CT.S3.PR.4'],
    resources: /^(SteadfastFailedRecords|JobArchive)/,
    reason: 'Nothing waits for an event of this bucket: that records were parked there is told by an alarm on the mapping, and what a job archives is read when somebody asks.',
  },
  {
    on: 'AWS::KMS::Key',
    rules: ['CT.KMS.PR.3'],
    reason: 'The key is not of this library: it is given to it, or made by CDK Pipelines. The library adds the services that must use it, and grants to them are of its keeper.',
  },
  {
    on: 'AWS::ApiGateway::Method',
    rules: ['CKV_AWS_59'],
    resources: /^CatalogueApi/,
    reason: 'Opened by ApiAuthorization.none(reason): the reason stands in the template and in the report, and cdk-nag finds it on the method.',
  },
];

/** Everything that is answered here, beside what the library acknowledges on the very resource. */
export const ANSWERS: readonly Answer[] = [...LIBRARY_ANSWERS, ...EXAMPLE_ANSWERS];

/** A rule of cdk-nag without the name of its pack: the same rule in several packs has one answer. */
export function withoutPack(rule: string): string {
  return rule.replace(/^(AwsSolutions|Serverless|HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321)-/, '');
}

/** Whether an answer is about a finding, by one of its rules. */
export function answers({ on, only, resources = /^/ }: Answer, rule: string, finding: TypedFinding): boolean {
  const found = withoutPack(finding.rule);
  const isMeant = only === undefined || only === finding.template || only === finding.template.split('.')[0];
  return isMeant && (on === undefined || on === finding.type) && resources.test(finding.resource) && (rule === found || rule === found.replace(/\[.*/, ''));
}
