import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { notExpanded } from './not-expanded';
import { templateStatements } from './policy-templates';

/** What SAM attaches for a source that Lambda polls; the translator's pull events. */
const POLLING: ReadonlyMap<string, string> = new Map([
  ['SQS', 'service-role/AWSLambdaSQSQueueExecutionRole'],
  ['Kinesis', 'service-role/AWSLambdaKinesisExecutionRole'],
  ['DynamoDB', 'service-role/AWSLambdaDynamoDBExecutionRole'],
  ['MSK', 'service-role/AWSLambdaMSKExecutionRole'],
]);

const ATTACHED_BY_SAM = 'PoliciesAttachedBySam';

/** What a function's role must do to deliver to each type of target. */
const DELIVERY: ReadonlyMap<string, string> = new Map([
  ['SQS', 'sqs:SendMessage'], ['SNS', 'sns:Publish'], ['Lambda', 'lambda:InvokeFunction'], ['EventBridge', 'events:PutEvents'],
]);

/** The role that SAM makes for a function that names none. */
export function roleOf(properties: RawMap): RawMap {
  const policies = [own(properties, 'Policies')].flat().filter(policy => policy !== undefined);
  const documents = [
    ...policies.filter(isMap).filter(policy => !isIntrinsic(policy)).map(documentOf),
    ...deliveries(properties).map(statement => ({ Statement: [statement] })),
  ];
  const unasked = attached(properties);
  return {
    Type: 'AWS::IAM::Role',
    Metadata: { [ATTACHED_BY_SAM]: unasked.length },
    Properties: {
      AssumeRolePolicyDocument: own(properties, 'AssumeRolePolicyDocument')
        ?? { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] },
      ManagedPolicyArns: [...unasked.map(awsPolicy), ...policies.flatMap(managedPolicy)],
      Policies: documents.map(document => ({ PolicyName: 'Sam', PolicyDocument: document })),
      PermissionsBoundary: own(properties, 'PermissionsBoundary'),
    },
  };
}

/** How many of a role's managed policies, from the first on, nobody asked for but SAM. */
export function attachedBySam(role: RawMap): number {
  const count = own(ownMap(role, 'Metadata'), ATTACHED_BY_SAM);
  return typeof count === 'number' ? count : 0;
}

/** AWS's policies that SAM adds on its own. */
function attached(properties: RawMap): readonly string[] {
  const tracing = own(properties, 'Tracing');
  const polled = events(properties).flatMap(event => POLLING.get(polledType(event)) ?? []);
  return [
    'service-role/AWSLambdaBasicExecutionRole',
    ...(own(properties, 'VpcConfig') === undefined ? [] : ['service-role/AWSLambdaVPCAccessExecutionRole']),
    ...(tracing === undefined || tracing === 'Disabled' ? [] : ['AWSXrayWriteOnlyAccess']),
    ...new Set(polled),
  ];
}

/** A topic with a queue in between is polled like a queue. */
function polledType(event: RawMap): string {
  const type = ownText(event, 'Type') ?? '';
  const queued = own(ownMap(event, 'Properties'), 'SqsSubscription');
  return type === 'SNS' && queued !== undefined && queued !== false ? 'SQS' : type;
}

/** SAM grants the delivery to the dead-letter queue and to the destinations of the function and its mappings. */
function deliveries(properties: RawMap): readonly RawMap[] {
  const deadLetter = ownMap(properties, 'DeadLetterQueue');
  const destinations = ownMap(ownMap(properties, 'EventInvokeConfig'), 'DestinationConfig');
  const ofMappings = events(properties).map(event => ownMap(ownMap(ownMap(event, 'Properties'), 'DestinationConfig'), 'OnFailure'));
  return [
    ...delivery(ownText(deadLetter, 'Type'), own(deadLetter, 'TargetArn')),
    ...[ownMap(destinations, 'OnFailure'), ownMap(destinations, 'OnSuccess'), ...ofMappings]
      .flatMap(one => delivery(ownText(one, 'Type'), own(one, 'Destination'))),
  ];
}

function delivery(type: string | undefined, target: unknown): readonly RawMap[] {
  const action = DELIVERY.get(type ?? '');
  return action && target !== undefined ? [{ Effect: 'Allow', Action: action, Resource: target }] : [];
}

function events(properties: RawMap): readonly RawMap[] {
  return Object.values(ownMap(properties, 'Events')).filter(isMap);
}

function awsPolicy(path: string): RawMap {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${path}` };
}

/** A plain string is a policy of AWS by its name, or an ARN. */
function managedPolicy(policy: unknown): readonly unknown[] {
  if (typeof policy === 'string') {
    return [policy.startsWith('arn:') ? policy : awsPolicy(policy)];
  }
  return isMap(policy) && isIntrinsic(policy) ? [policy] : [];
}

function documentOf(policy: RawMap): RawMap {
  return 'Statement' in policy ? policy : { Statement: Object.keys(policy).flatMap(name => shorthand(name, ownMap(policy, name))) };
}

function shorthand(name: string, parameters: RawMap): readonly RawMap[] {
  return templateStatements(name, parameters) ?? [notExpanded(name)];
}

function isIntrinsic(policy: RawMap): boolean {
  const keys = Object.keys(policy);
  return keys.length === 1 && /^(Ref|Fn::)/.test(keys[0]);
}
