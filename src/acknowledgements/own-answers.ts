import { HIPAA, NIST, PCI, RuleAnswer, inPacks } from './rule-answer';

/** What packs ask of any function: for one that nobody wires, and for one that cannot have it. */
const EVERYTHING_OF_A_FUNCTION = [
  'Serverless-LambdaTracing', ...inPacks(['Serverless', HIPAA, NIST[1]], 'LambdaDLQ'),
  ...inPacks([HIPAA, NIST[1]], 'LambdaConcurrency'), ...inPacks([HIPAA, ...NIST, PCI], 'LambdaInsideVPC'),
];

/**
 * What this library decides itself and answers wherever it stands, once, with the reason; docs/gates.md prints it.
 *
 * What an organisation decides (networks, keys, reserved concurrency, retention, backups, logs of access) is not answered here.
 */
export const OWN_ANSWERS = {
  asynchronousEvents: {
    type: 'AWS::Lambda::Function',
    rules: inPacks(['Serverless', HIPAA, NIST[1]], 'LambdaDLQ'),
    reason: 'Failed events go to the destination of the live alias, with request and error; callers that wait see the error, and queues and streams park for themselves.',
  },
  smokeTest: {
    type: 'AWS::Lambda::Function',
    rules: EVERYTHING_OF_A_FUNCTION,
    reason: 'The smoke test runs once a deployment and asks AWS services only. One that fails fails the deployment, and its log says what it found.',
  },
  edge: {
    type: 'AWS::Lambda::Function',
    rules: EVERYTHING_OF_A_FUNCTION,
    reason: 'Lambda@Edge takes no dead-letter queue, traces, reserved concurrency or network (Amazon CloudFront Developer Guide, "Restrictions on Lambda@Edge").',
  },
  queueMapping: {
    type: 'AWS::Lambda::EventSourceMapping',
    rules: ['Serverless-LambdaEventSourceMappingDestination'],
    reason: 'The mapping of a queue has no failure destination: the redrive of the queue parks what fails.',
  },
  inlinePolicy: {
    type: 'AWS::IAM::Policy',
    rules: inPacks([HIPAA, ...NIST, PCI], 'IAMNoInlinePolicy'),
    reason: 'The policy belongs to one role and goes away with it; managed policies are 1,500 an account and could be attached elsewhere.',
  },
  parkingQueue: {
    type: 'AWS::SQS::Queue',
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'],
    reason: 'This is where messages are parked, with an alarm: a dead-letter queue has none of its own.',
  },
  failedRecords: {
    type: 'AWS::S3::Bucket',
    rules: inPacks([HIPAA, ...NIST, PCI], 'S3BucketVersioningEnabled'),
    reason: 'Lambda writes each failed batch once, under a name of its own: there is nothing to go back to.',
  },
  failedRecordsExpire: {
    type: 'AWS::S3::Bucket',
    rules: [...inPacks([HIPAA, ...NIST, PCI], 'S3BucketReplicationEnabled'), 'NIST.800.53.R4-S3BucketDefaultLockEnabled'],
    reason: 'Failed records wait for 14 days to be worked off where their stream is: a copy in another region has nobody who would, and a lock would keep what is done.',
  },
  alarmTopic: {
    type: 'AWS::SNS::Topic',
    rules: inPacks([HIPAA, ...NIST, PCI], 'SNSEncryptedKMS'),
    reason: 'CloudWatch may not use the key that AWS manages for SNS: alarms would be lost without a word. '
      + 'SteadfastDefaults.encryptionKey brings a key, with the right to use it.',
  },
  rollbackAlarm: {
    type: 'AWS::CloudWatch::Alarm',
    rules: inPacks([HIPAA, ...NIST], 'CloudWatchAlarmAction'),
    reason: 'CodeDeploy reads this alarm and takes the release back; that is its action, and whoever releases is told by the deployment.',
  },
  spokenFor: {
    type: 'AWS::CloudWatch::Alarm',
    rules: inPacks([HIPAA, ...NIST], 'CloudWatchAlarmAction'),
    reason: 'The alarm of the service reads this one and has the action: whoever is called is called once a fault.',
  },
  accessLogs: {
    type: 'AWS::ApiGateway::Stage',
    rules: ['AwsSolutions-APIG6', ...inPacks([HIPAA, ...NIST, PCI], 'APIGWExecutionLoggingEnabled')],
    reason: 'Access logs say who called what, with which answer and which error behind it; execution logs add headers and bodies, which may hold secrets.',
  },
  accessLogRole: {
    type: 'AWS::IAM::Role',
    rules: ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]'],
    reason: 'The one role by which an account lets API Gateway write logs; CDK makes it, and cloudWatchRole: false leaves it to the account.',
  },
} satisfies Record<string, RuleAnswer>;

/** Why a right that this library writes holds a wildcard, which cdk-nag calls `AwsSolutions-IAM5` with the resource. */
export const WILDCARD_REASONS = {
  traces: 'Writing traces takes no resource (Service Authorization Reference).',
  listStreams: 'Listing streams takes no resource (Service Authorization Reference), and a mapping cannot do without it.',
  metrics: 'Putting metrics takes no resource (Service Authorization Reference); the right ends at a namespace.',
  interfaces: 'Lambda makes the network interfaces of a function by its role, before there is one to name; a second statement denies that to the function itself.',
  objects: 'Objects are named by whoever writes them: the right ends at the prefix, of this one bucket.',
  parkedObjects: 'Lambda names the objects in which it parks what failed: the right is to put them, into this one bucket.',
  parameters: 'The parameters below a path are what was asked for: the right ends at the path.',
  durableExecutions: 'Executions of a durable function are named when they start: the right is to those of this one function.',
  versions: 'The version that is tested is new with each release: the right is to the versions of this one function.',
  rollbackAlarms: 'A rollback alarm is new with each version: the right is to read those whose names begin with that of this function.',
  edgeLogs: 'Lambda@Edge writes its logs in the region where it ran: the right is to the log group of this one function, in each.',
  applicationSignals: 'Log streams are named by who writes them: the right ends at the one log group that Application Signals reads.',
} as const;
