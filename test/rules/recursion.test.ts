import { describeRule, plus, template } from './support';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { recursion } from '../../src/rules/recursion';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const allow = (action: unknown, resource: unknown, more = {}) => lambdaRole({ Effect: 'Allow', Action: action, Resource: resource, ...more });
const bucket = (filter: object | undefined, role: unknown, event = 's3:ObjectCreated:*') => template({
  Photos: ['AWS::S3::Bucket', {
    NotificationConfiguration: { LambdaConfigurations: [{ Event: event, Function: arn('Worker'), Filter: filter && { S3Key: { Rules: filter } } }] },
  }],
  Worker: lambdaFunction(),
  Role: role as Record<string, unknown>,
});
const prefix = [{ Name: 'prefix', Value: 'in/' }];
const object = (key: string) => ({ 'Fn::Join': ['', [arn('Photos'), key]] });
const queue = (role: unknown, mapping = {}) => template({ Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping(mapping), Role: role as Record<string, unknown> });

const bridged = (detail: object, writes: unknown, kinds: string[] | undefined = ['Object Created']) => template({
  Photos: ['AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: {} } }],
  Rule: ['AWS::Events::Rule', { EventPattern: { 'source': ['aws.s3'], 'detail-type': kinds, detail }, Targets: [{ Id: 'T', Arn: arn('Worker') }] }],
  Worker: lambdaFunction(),
  Role: allow('s3:PutObject', writes),
});
const keyed = (matcher: unknown) => ({ bucket: { name: [{ Ref: 'Photos' }] }, object: { key: [matcher] } });
const bus = (EventPattern: object | undefined, to = 'Bus', more = {}) => template({
  Bus: ['AWS::Events::EventBus', { Name: 'bus' }],
  Other: ['AWS::Events::EventBus', { Name: 'other' }],
  Rule: ['AWS::Events::Rule', { EventBusName: { Ref: 'Bus' }, EventPattern, ...more, Targets: [{ Id: 'T', Arn: arn('Worker') }] }],
  Worker: lambdaFunction(),
  Role: allow('events:PutEvents', arn(to)),
});

describeRule(recursion, [
  ['the same prefix', bucket(prefix, allow('s3:PutObject', object('/in/*'))), { finds: ['error Worker'], says: ['write keys under in/ in Photos'] }],
  ['a prefix below', bucket(prefix, allow('s3:Put*', object('/in/small/*'))), { finds: ['error Worker'] }],
  ['a neighbour', bucket(prefix, allow('s3:PutObject', object('/inbox/*'))), {}],
  ['no prefix', bucket(undefined, allow('s3:PutObject', object('/out/*'))), { finds: ['error Worker'], says: ['write any key in Photos'] }],
  ['reading is no loop', bucket(undefined, allow('s3:GetObject', object('/*'))), {}],
  ['the bucket itself is no object', bucket(undefined, allow('s3:*', arn('Photos'))), {}],
  ['a suffix may stop it', bucket([{ Name: 'suffix', Value: '.jpg' }], allow('s3:PutObject', object('/*'))), { unknown: ['Worker'] }],
  ['everywhere', bucket(prefix, allow('s3:PutObject', '*')), { finds: ['error Worker'] }],
  ['another bucket', plus(bucket(undefined, allow('s3:PutObject', { 'Fn::Join': ['', [arn('Other'), '/*']] })), { Other: { Type: 'AWS::S3::Bucket' } }), {}],
  ['the beginning of the prefix with anything behind', bucket(prefix, allow('s3:PutObject', object('/i*'))), { finds: ['error Worker'] }],
  ['one key that only begins like the prefix', bucket(prefix, allow('s3:PutObject', object('/in'))), {}],
  ['keys given at deployment, and no rule guesses', { ...bucket(prefix, allow('s3:PutObject', { 'Fn::Sub': '${Photos.Arn}/${P}/*' })), Parameters: { P: { Type: 'String' } } }, {}],
  ['a prefix given at deployment, and no rule guesses', { ...bucket([{ Name: 'prefix', Value: { Ref: 'P' } }], allow('s3:PutObject', object('/in/*'))), Parameters: { P: { Type: 'String' } } }, {}],
  ['a place given at deployment, and no rule guesses', { ...bucket(prefix, allow('s3:PutObject', { Ref: 'P' })), Parameters: { P: { Type: 'String' } } }, {}],
  ['deleting what deleting triggers', bucket(undefined, allow('s3:DeleteObject', object('/*')), 's3:ObjectRemoved:*'), { finds: ['error Worker'] }],
  ['putting what deleting triggers', bucket(undefined, allow('s3:PutObject', object('/*')), 's3:ObjectRemoved:*'), {}],
  ['putting what putting and deleting trigger', plus(bucket(undefined, allow('s3:PutObject', object('/*'))), {
    Photos: { Type: 'AWS::S3::Bucket' },
    Writer: {
      Type: 'Custom::S3BucketNotifications',
      Properties: {
        BucketName: { Ref: 'Photos' }, NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:*'], LambdaFunctionArn: arn('Worker') }] },
      },
    },
  }), { finds: ['error Worker'] }],
  ['deleting what putting and deleting trigger', plus(bucket(undefined, allow('s3:DeleteObject', object('/*'))), {
    Photos: { Type: 'AWS::S3::Bucket' },
    Writer: {
      Type: 'Custom::S3BucketNotifications',
      Properties: {
        BucketName: { Ref: 'Photos' }, NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:*'], LambdaFunctionArn: arn('Worker') }] },
      },
    },
  }), { finds: ['error Worker'] }],
  ['a Deny stops it', bucket(prefix, lambdaRole(
    { Effect: 'Allow', Action: 's3:PutObject', Resource: object('/*') }, { Effect: 'Deny', Action: 's3:PutObject', Resource: object('/in/*') },
  )), {}],
  ['a queue', queue(allow('sqs:SendMessage', arn('Jobs'))), { finds: ['warning Worker'] }],
  ['another queue', queue(allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111111111111:other')), {}],
  ['any queue', queue(allow(['sqs:*'], '*')), { finds: ['warning Worker'] }],
  ['a filter may stop it', queue(allow('sqs:SendMessage', arn('Jobs')), { FilterCriteria: { Filters: [{ Pattern: '{}' }] } }), { unknown: ['Worker'] }],
  ['a condition leaves it open, and no rule guesses', queue(allow('sqs:SendMessage', arn('Jobs'), { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })), {}],
  ['a topic', template({
    Topic: ['AWS::SNS::Topic'],
    Sub: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arn('Worker') }],
    Worker: lambdaFunction(),
    Role: allow('sns:Publish', { Ref: 'Topic' }),
  }), { finds: ['warning Worker'] }],
  ['a table through its stream', template({
    Table: ['AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }],
    Worker: lambdaFunction(),
    Mapping: queueMapping({ EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] } }),
    Role: allow('dynamodb:PutItem', arn('Table')),
  }), { finds: ['warning Worker'] }],
  ['a bucket through EventBridge', bridged({ bucket: { name: [{ Ref: 'Photos' }] } }, object('/out/*')), { finds: ['error Worker'] }],
  ['a bucket through EventBridge, with a prefix elsewhere', bridged(keyed({ prefix: 'in/' }), object('/out/*')), {}],
  ['a bucket through EventBridge, with the same prefix', bridged(keyed({ prefix: 'in/' }), object('/in/*')), { finds: ['error Worker'] }],
  ['a wildcard may stop it', bridged(keyed({ wildcard: 'in/*.jpg' }), object('/in/*')), { unknown: ['Worker'] }],
  ['a wildcard with a prefix elsewhere does', bridged(keyed({ wildcard: 'in/*.jpg' }), object('/out/*')), {}],
  ['a suffix may stop it through EventBridge', bridged(keyed({ suffix: '.jpg' }), object('/*')), { unknown: ['Worker'] }],
  ['a wildcard with a neighbour\'s prefix does too', bridged(keyed({ wildcard: 'in/*.jpg' }), object('/inbox/*')), {}],
  ['a wildcard given at deployment, and no rule guesses', { ...bridged(keyed({ wildcard: { Ref: 'P' } }), object('/in/*')), Parameters: { P: { Type: 'String' } } }, {}],
  ['a suffix below a prefix may stop it', bridged(keyed({ suffix: '.jpg' }), object('/out/*')), { unknown: ['Worker'] }],
  ['one key among those it writes may be written or not', bridged(keyed('in/list.json'), object('/in/*')), { unknown: ['Worker'] }],
  ['one key that it does not write', bridged(keyed('in/list.json'), object('/out/*')), {}],
  ['a rule about every kind of event', { ...bridged({ bucket: { name: [{ Ref: 'Photos' }] } }, object('/*'), []) }, { finds: ['error Worker'] }],
  ['a rule about objects that come and go', bridged({ bucket: { name: [{ Ref: 'Photos' }] } }, object('/*'), ['Object Created', 'Object Deleted']), { finds: ['error Worker'] }],
  ['a schedule on a bus takes no events', bus(undefined, 'Bus', { ScheduleExpression: 'rate(1 hour)' }), {}],
  ['a bus and a rule that takes a region', bus({ account: ['1'], region: ['eu-west-1'] }), { finds: ['warning Worker'] }],
  ['a bus and a rule that takes an account and has a filter', bus({ account: ['1'], source: ['orders'] }), { unknown: ['Worker'] }],
  ['a rule about deleted objects', bridged({ bucket: { name: [{ Ref: 'Photos' }] } }, object('/*'), ['Object Deleted']), {}],
  ['a bus and a rule that takes everything', bus({ account: [{ Ref: 'AWS::AccountId' }] }), { finds: ['warning Worker'] }],
  ['a bus and a rule with a filter', bus({ source: ['orders'] }), { unknown: ['Worker'] }],
  ['another bus', bus({ account: ['1'] }, 'Other'), {}],
]);
