import { told } from './support';
import { InvokerFact } from '../../src/inventory/function-facts';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

/* Who invokes a function, whether it waits, and for how long. */

const SECTIONS = { Parameters: { Asked: { Type: 'String' } } };
type Resources = Parameters<typeof template>[0];
const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const sub = (text: string) => ({ 'Fn::Sub': text });
const uri = sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations');
const invokersOf = (resources: Resources): readonly InvokerFact[] => inventoryOf(template({ Worker: lambdaFunction(), Jobs: ['AWS::SQS::Queue'], ...resources }, SECTIONS)).invokers;
const inOneLine = (one: InvokerFact) =>
  [one.via, one.mode, one.target.function?.logicalId ?? one.target.state, `from ${one.source.resource?.logicalId ?? one.source.state}`, ...(one.patience ? [told(one.patience)] : [])].join(' ');
const says = (resources: Resources) => invokersOf(resources).map(inOneLine);

describe('those who do not wait', () => {
  test.each<[string, Resources, readonly string[]]>([
    ['a topic', { Topic: ['AWS::SNS::Topic'], Sub: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arn }] }, ['sns async Worker from Topic']],
    ['a topic that holds its subscription', { Topic: ['AWS::SNS::Topic', { Subscription: [{ Protocol: 'lambda', Endpoint: arn }] }] }, ['sns async Worker from Topic']],
    ['a topic that does not tell its protocol', { Sub: ['AWS::SNS::Subscription', { Protocol: { Ref: 'Asked' }, Endpoint: arn }] }, ['sns async Worker from absent']],
    ['no topic that sends to a queue', { Sub: ['AWS::SNS::Subscription', { Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }] }, []],
    ['a bucket', { Photos: ['AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn }] } }] }, ['s3 async Worker from Photos']],
    ['no bucket that sends to a queue', { Photos: ['AWS::S3::Bucket', { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }] } }] }, []],
    ['a rule', { Rule: ['AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: arn }, { Id: 'b', Arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }] }] }, ['eventbridge async Worker from Rule']],
    ['a rule whose target is not told', { Rule: ['AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: { Ref: 'Asked' } }] }] }, ['eventbridge async unknown from Rule']],
    ['no rule without a target', { Rule: ['AWS::Events::Rule', { Targets: [{ Id: 'a' }] }] }, []],
    ['a schedule', { Daily: ['AWS::Scheduler::Schedule', { Target: { Arn: arn } }] }, ['scheduler async Worker from Daily']],
    ['no schedule of a queue', { Daily: ['AWS::Scheduler::Schedule', { Target: { Arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } }] }, []],
    ['logs', { Filter: ['AWS::Logs::SubscriptionFilter', { DestinationArn: arn }] }, ['logs async Worker from Filter']],
    ['no logs for a stream', { Filter: ['AWS::Logs::SubscriptionFilter', { DestinationArn: 'arn:aws:kinesis:eu-west-1:1:stream/s' }] }, []],
    ['devices', { Rule: ['AWS::IoT::TopicRule', { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: arn } }, { Sqs: {} }] } }] }, ['iot async Worker from Rule']],
    ['devices, on an error', { Rule: ['AWS::IoT::TopicRule', { TopicRulePayload: { Actions: [], ErrorAction: { Lambda: { FunctionArn: arn } } } }] }, ['iot async Worker from Rule']],
    ['mail', { Rule: ['AWS::SES::ReceiptRule', { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn } }, { S3Action: {} }] } }] }, ['ses async Worker from Rule']],
    ['mail that waits', { Rule: ['AWS::SES::ReceiptRule', { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn, InvocationType: 'RequestResponse' } }] } }] }, ['ses sync Worker from Rule']],
    ['a rule of Config', { Rule: ['AWS::Config::ConfigRule', { Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: arn } }] }, ['config async Worker from Rule']],
    ['no rule of AWS\'s Config', { Rule: ['AWS::Config::ConfigRule', { Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_VERSIONING_ENABLED' } }] }, []],
    ['a custom resource', { Own: ['Custom::Own', { ServiceToken: arn }] }, ['cloudformation async Worker from Own']],
    ['a custom resource by its other name', { Own: ['AWS::CloudFormation::CustomResource', { ServiceToken: arn }] }, ['cloudformation async Worker from Own']],
    ['no custom resource of a topic', { Own: ['Custom::Own', { ServiceToken: 'arn:aws:sns:eu-west-1:1:t' }] }, []],
    ['an alarm', { Alarm: ['AWS::CloudWatch::Alarm', { AlarmActions: [arn, 'arn:aws:sns:eu-west-1:1:t'] }] }, ['alarm async Worker from Alarm']],
    ['an alarm that recovers', { Alarm: ['AWS::CloudWatch::Alarm', { OKActions: [arn] }] }, ['alarm async Worker from Alarm']],
    ['an alarm that lacks data', { Alarm: ['AWS::CloudWatch::CompositeAlarm', { InsufficientDataActions: [arn] }] }, ['alarm async Worker from Alarm']],
    ['a rotation of secrets', { Rotation: ['AWS::SecretsManager::RotationSchedule', { RotationLambdaARN: arn }] }, ['secretsmanager async Worker from Rotation']],
    ['no rotation by AWS', { Rotation: ['AWS::SecretsManager::RotationSchedule', { HostedRotationLambda: {} }] }, []],
    ['another function that succeeded', { Config: ['AWS::Lambda::EventInvokeConfig', { FunctionName: 'o', DestinationConfig: { OnSuccess: { Destination: arn } } }] }, ['lambda-destination async Worker from absent']],
    ['another function that failed', { Config: ['AWS::Lambda::EventInvokeConfig', { FunctionName: 'o', DestinationConfig: { OnFailure: { Destination: arn } } }] }, ['lambda-destination async Worker from absent']],
  ])('%s', (_title, resources, expected) => expect(says(resources)).toEqual(expected));
});

test('an event that cannot be delivered goes where source says', () => {
  const dead = { 'Fn::GetAtt': ['Jobs', 'Arn'] };
  const invokers = invokersOf({
    Sub: ['AWS::SNS::Subscription', { Protocol: 'lambda', Endpoint: arn, RedrivePolicy: { deadLetterTargetArn: dead } }],
    Rule: ['AWS::Events::Rule', { State: 'DISABLED', Targets: [{ Id: 'a', Arn: arn, DeadLetterConfig: { Arn: dead } }] }],
    Daily: ['AWS::Scheduler::Schedule', { State: { Ref: 'Asked' }, Target: { Arn: arn, DeadLetterConfig: { Arn: dead } } }],
  });
  expect(invokers.map(one => [one.via, one.deliveryDeadLetter?.resource?.logicalId, told(one.enabled)])).toEqual([
    ['sns', 'Jobs', 'known true'], ['eventbridge', 'Jobs', 'known false'], ['scheduler', 'Jobs', 'unknown ?'],
  ]);
});

describe('those who answer a request', () => {
  const method = (integration: object) => ({ Method: ['AWS::ApiGateway::Method', { RestApiId: { Ref: 'Api' }, Integration: integration }], Api: ['AWS::ApiGateway::RestApi', {}] }) as Resources;
  const typed = (written: unknown) => ({ Type: 'AWS', Uri: uri, RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': written } });
  const http = (properties: object, api: object = {}): Resources =>
    ({ Route: ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn, ...properties }], Api: ['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', ...api }] });
  const socket = { ProtocolType: 'WEBSOCKET' };

  test.each<[string, Resources, readonly string[]]>([
    ['a REST API', method({ Type: 'AWS_PROXY', Uri: uri }), ['rest-api sync Worker from Api known 29']],
    ['a REST API with a timeout', method({ Type: 'AWS_PROXY', Uri: uri, TimeoutInMillis: 5500 }), ['rest-api sync Worker from Api known 5.5']],
    ['a REST API with a timeout that is not told', method({ Type: 'AWS_PROXY', Uri: uri, TimeoutInMillis: { Ref: 'Asked' } }), ['rest-api sync Worker from Api unknown ?']],
    ['a REST API that does not wait', method(typed('\'Event\'')), ['rest-api async Worker from Api']],
    ['a REST API that is told to wait', method(typed('\'RequestResponse\'')), ['rest-api sync Worker from Api known 29']],
    ['a REST API of which nobody knows whether it waits', method(typed('method.request.header.type')), ['rest-api unknown Worker from Api']],
    ['a REST API as a proxy, which always waits', method({ ...typed('\'Event\''), Type: 'AWS_PROXY' }), ['rest-api sync Worker from Api known 29']],
    ['no REST API in front of a site', method({ Type: 'HTTP_PROXY', Uri: 'https://example.com/functions/x' }), []],
    ['no REST API in front of a queue', method({ Type: 'AWS', Uri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/jobs' }), []],
    ['no REST API without an integration', method({}), []],
    ['an authorizer of a REST API', { Api: ['AWS::ApiGateway::RestApi'], Own: ['AWS::ApiGateway::Authorizer', { RestApiId: { Ref: 'Api' }, AuthorizerUri: uri }] }, ['rest-authorizer sync Worker from Api known 29']],
    ['no authorizer of a user pool', { Own: ['AWS::ApiGateway::Authorizer', { ProviderARNs: ['p'] }] }, []],
    ['an HTTP API', http({}), ['http-api sync Worker from Api known 30']],
    ['an HTTP API with a timeout', http({ TimeoutInMillis: 4000 }), ['http-api sync Worker from Api known 4']],
    ['an HTTP API by an address', http({ IntegrationUri: uri }), ['http-api sync Worker from Api known 30']],
    ['an HTTP API elsewhere', { Route: ['AWS::ApiGatewayV2::Integration', { ApiId: 'abc', IntegrationType: 'AWS_PROXY', IntegrationUri: arn }] }, ['http-api sync Worker from unknown known 30']],
    ['no HTTP API in front of a queue', http({ IntegrationSubtype: 'SQS-SendMessage' }), []],
    ['no HTTP API in front of a site', http({ IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://lambda.example.com' }), []],
    ['no HTTP API without an address', http({ IntegrationUri: undefined }), []],
    ['no HTTP API in front of another service', http({ IntegrationUri: 'arn:aws:servicediscovery:eu-west-1:1:service/s' }), []],
    ['a WebSocket API', http({}, socket), ['websocket-api sync Worker from Api known 29']],
    ['a WebSocket API that does not wait', http({ RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': '\'Event\'' } }, socket), ['websocket-api async Worker from Api known 29']],
    ['an authorizer of an HTTP API', { Api: ['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }], Own: ['AWS::ApiGatewayV2::Authorizer', { ApiId: { Ref: 'Api' }, AuthorizerUri: uri }] }, ['http-authorizer sync Worker from Api known 10']],
    ['an authorizer of a WebSocket API', { Api: ['AWS::ApiGatewayV2::Api', socket], Own: ['AWS::ApiGatewayV2::Authorizer', { ApiId: { Ref: 'Api' }, AuthorizerUri: uri }] }, ['websocket-authorizer sync Worker from Api']],
    ['no authorizer of tokens', { Own: ['AWS::ApiGatewayV2::Authorizer', { ApiId: 'abc', JwtConfiguration: {} }] }, []],
    ['a URL', { Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn }] }, ['url sync Worker from Url']],
    ['a resolver', { Graph: ['AWS::AppSync::GraphQLApi'], Source: ['AWS::AppSync::DataSource', { ApiId: { Ref: 'Graph' }, LambdaConfig: { LambdaFunctionArn: arn } }] }, ['appsync unknown Worker from Graph known 30']],
    ['no resolver of a table', { Source: ['AWS::AppSync::DataSource', { DynamoDBConfig: {} }] }, []],
  ])('%s', (_title, resources, expected) => expect(says(resources)).toEqual(expected));

  const group = { Group: ['AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'lambda', Targets: [{ Id: arn }] }] } as const;
  const balancer = (attributes: readonly unknown[]) => ['AWS::ElasticLoadBalancingV2::LoadBalancer', { LoadBalancerAttributes: attributes }] as const;
  const listener = (...actions: readonly unknown[]) => ['AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: { Ref: 'Balancer' }, DefaultActions: actions }] as const;
  const forward = { Type: 'forward', TargetGroupArn: { Ref: 'Group' } };

  test.each<[string, Resources, readonly string[]]>([
    ['a load balancer', { ...group, Balancer: balancer([]), Listener: listener(forward) }, ['alb sync Worker from Balancer known 60']],
    ['a load balancer with a timeout', { ...group, Balancer: balancer([{ Key: 'other', Value: '1' }, { Key: 'idle_timeout.timeout_seconds', Value: '90' }]), Listener: listener(forward) }, ['alb sync Worker from Balancer known 90']],
    ['a load balancer that weighs groups', { ...group, Balancer: balancer([]), Listener: listener({ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: 'Group' } }] } }) }, ['alb sync Worker from Balancer known 60']],
    ['a load balancer by a rule', { ...group, Balancer: balancer([]), Listener: listener(), Rule: ['AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: { Ref: 'Listener' }, Actions: [forward] }] }, ['alb sync Worker from Balancer known 60']],
    ['a load balancer by a rule of a listener elsewhere', { ...group, Rule: ['AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: 'x', Actions: [forward] }] }, ['alb sync Worker from Group unknown ?']],
    ['a load balancer elsewhere', group, ['alb sync Worker from Group unknown ?']],
    ['no load balancer in front of machines', { Group: ['AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'ip', Targets: [{ Id: '10.0.0.1' }] }] }, []],
  ])('%s', (_title, resources, expected) => expect(says(resources)).toEqual(expected));
});

describe('those who call in the middle of their work', () => {
  const flow = (States: object) => ({ Flow: ['AWS::StepFunctions::StateMachine', { Definition: { States } }] }) as Resources;
  const invoke = (more: object, Resource: unknown = 'arn:aws:states:::lambda:invoke') => ({ Take: { Type: 'Task', Resource, ...more } });
  const firehose = (destination: string, processor: object) =>
    ({ Delivery: ['AWS::KinesisFirehose::DeliveryStream', { [destination]: { ProcessingConfiguration: { Processors: [processor] } } }] }) as Resources;
  const parameter = { ParameterName: 'LambdaArn', ParameterValue: arn };
  const edge = (config: object) => ({ Site: ['AWS::CloudFront::Distribution', { DistributionConfig: config }] }) as Resources;
  const at = (EventType?: string) => ({ LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: arn }] });

  test.each<[string, Resources, readonly string[]]>([
    ['a user pool', { Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: arn } }] }, ['cognito sync Worker from Pool known 5']],
    ['a user pool with a version', { Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V2_0' }, KMSKeyID: 'k' } }] }, ['cognito sync Worker from Pool known 5']],
    ['a user pool that sends mail', { Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { CustomEmailSender: { LambdaArn: arn } } }] }, ['cognito sync Worker from Pool known 5']],
    ['a user pool that sends messages', { Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { CustomSMSSender: { LambdaArn: arn } } }] }, ['cognito sync Worker from Pool known 5']],
    ['a user pool that federates', { Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { InboundFederation: { LambdaArn: arn } } }] }, ['cognito sync Worker from Pool known 5']],
    ['a workflow', flow(invoke({ Parameters: { FunctionName: arn } })), ['step-functions sync Worker from Flow']],
    ['a workflow with arguments', flow(invoke({ Arguments: { FunctionName: arn } })), ['step-functions sync Worker from Flow']],
    ['a workflow that does not wait', flow(invoke({ Parameters: { FunctionName: arn, InvocationType: 'Event' } })), ['step-functions async Worker from Flow']],
    ['a workflow that waits for a token', flow(invoke({ Parameters: { FunctionName: arn } }, 'arn:aws:states:::lambda:invoke.waitForTaskToken')), ['step-functions sync Worker from Flow']],
    ['a workflow by the SDK', flow(invoke({ Parameters: { FunctionName: arn } }, 'arn:aws:states:::aws-sdk:lambda:invoke')), ['step-functions sync Worker from Flow']],
    ['a workflow of any partition', flow(invoke({ Parameters: { FunctionName: arn } }, sub('arn:${AWS::Partition}:states:::lambda:invoke'))), ['step-functions sync Worker from Flow']],
    ['a workflow that names the function itself', flow(invoke({}, arn)), ['step-functions sync Worker from Flow']],
    ['no workflow of another service', flow(invoke({ Parameters: { QueueUrl: 'q' } }, 'arn:aws:states:::sqs:sendMessage')), []],
    ['no workflow that asks the SDK something else', flow(invoke({}, 'arn:aws:states:::aws-sdk:lambda:invokeAsync')), []],
    ['no state that is no task', flow({ Take: { Type: 'Pass', Resource: arn } }), []],
    ['a delivery stream', firehose('ExtendedS3DestinationConfiguration', { Type: 'Lambda', Parameters: [parameter] }), ['firehose sync Worker from Delivery known 300']],
    ['a delivery stream to a warehouse', firehose('RedshiftDestinationConfiguration', { Type: 'Lambda', Parameters: [{ ParameterName: 'NumberOfRetries', ParameterValue: '3' }, parameter] }), ['firehose sync Worker from Delivery known 300']],
    ['no delivery stream that processes otherwise', firehose('ExtendedS3DestinationConfiguration', { Type: 'AppendDelimiterToRecord', Parameters: [parameter] }), []],
    ['no delivery stream by another setting', firehose('KinesisStreamSourceConfiguration', { Type: 'Lambda', Parameters: [parameter] }), []],
    ['a viewer\'s request', edge({ DefaultCacheBehavior: at('viewer-request') }), ['cloudfront sync Worker from Site known 5']],
    ['an origin\'s response', edge({ DefaultCacheBehavior: {}, CacheBehaviors: [at('origin-response')] }), ['cloudfront sync Worker from Site known 30']],
    ['an event at the edge that is not told', edge({ DefaultCacheBehavior: at() }), ['cloudfront sync Worker from Site known 30']],
  ])('%s', (_title, resources, expected) => expect(says(resources)).toEqual(expected));

  test('a workflow may name the alias beside the function', () => {
    const [one] = invokersOf(flow(invoke({ Parameters: { FunctionName: arn, Qualifier: 'live' } })));
    expect([one.target.qualifier.known, one.task?.name]).toEqual(['live', 'Take']);
  });
});

test('who is invoked by CloudFront or trusted by it runs at the edge', () => {
  const trusting = (service: string) => ['AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', service] } }] } }] as const;
  const { functions, isEdge } = inventoryOf(template({
    Trusted: lambdaFunction({ Role: { 'Fn::GetAtt': ['Edge', 'Arn'] } }),
    Plain: lambdaFunction({ Role: { 'Fn::GetAtt': ['Own', 'Arn'] } }),
    Invoked: lambdaFunction({ Role: 'arn:aws:iam::1:role/r' }),
    Called: lambdaFunction({ Role: 'arn:aws:iam::1:role/r' }),
    Edge: trusting('edgelambda.amazonaws.com'),
    Own: trusting('ec2.amazonaws.com'),
    Site: ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ LambdaFunctionARN: { 'Fn::GetAtt': ['Invoked', 'Arn'] } }] } } }],
    Url: ['AWS::Lambda::Url', { TargetFunctionArn: { 'Fn::GetAtt': ['Called', 'Arn'] } }],
  }));
  expect(functions.all.map(one => [one.logicalId, isEdge(one)])).toEqual([['Trusted', true], ['Plain', false], ['Invoked', true], ['Called', false]]);
});
