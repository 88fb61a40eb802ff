import { describeRule, plus, template } from './support';
import { asyncFailureDestination as rule } from '../../src/rules/async-failure-destination';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const invokeConfig = (properties: object) => ({
  Type: 'AWS::Lambda::EventInvokeConfig',
  Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: arn('Parked') } }, ...properties },
});
const scheduled = (target: unknown, worker = {}) => template({
  Worker: lambdaFunction(worker),
  Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
  Parked: ['AWS::SQS::Queue'],
  Hourly: ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'T', Arn: target }] }],
});
const invokedBy = (resources: object) => plus(template({ Worker: lambdaFunction() }), resources as Record<string, unknown>);

describeRule(rule, [
  ['a dead-letter queue on the function keeps what fails', scheduled(arn('Worker'), { DeadLetterConfig: { TargetArn: arn('Parked') } }), {}],
  ['a destination on $LATEST does not help events through the alias',
    plus(scheduled({ Ref: 'Live' }), { Async: invokeConfig({}) }), { finds: ['error Worker'] }],
  ['a destination on the alias does', plus(scheduled({ Ref: 'Live' }), { Async: invokeConfig({ Qualifier: 'live' }) }), {}],
  ['also when its qualifier is cut out of the alias\'s ARN', plus(scheduled({ Ref: 'Live' }), {
    Async: invokeConfig({ Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: 'Live' }] }] } }),
  }), {}],
  ['also when the target is the ARN with the alias behind',
    plus(scheduled({ 'Fn::Sub': '${Worker.Arn}:live' }), { Async: invokeConfig({ Qualifier: 'live' }) }), {}],
  ['an onSuccess destination alone keeps nothing that fails', plus(scheduled(arn('Worker')), {
    Async: invokeConfig({ DestinationConfig: { OnSuccess: { Destination: arn('Parked') } } }),
  }), { finds: ['error Worker'] }],
  ['a destination that a parameter names is one', plus({
    ...scheduled(arn('Worker')), Parameters: { Where: { Type: 'String' } },
  }, { Async: invokeConfig({ DestinationConfig: { OnFailure: { Destination: { Ref: 'Where' } } } }) }), {}],
  ['a destination that a condition may leave out cannot be told', plus({
    ...scheduled(arn('Worker')),
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  }, { Async: invokeConfig({ DestinationConfig: { 'Fn::If': ['IsProd', { OnFailure: { Destination: arn('Parked') } }, { Ref: 'AWS::NoValue' }] } }) }),
  { unknown: ['Worker'] }],
  ['a configuration of a qualifier given at deployment cannot be told', { ...plus(scheduled({ Ref: 'Live' }), { Async: invokeConfig({ Qualifier: { Ref: 'P' } }) }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['a qualifier given at deployment, and some configuration', { ...plus(scheduled({ 'Fn::Sub': '${Worker.Arn}:${P}' }), { Async: invokeConfig({}) }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['a qualifier given at deployment, and no configuration', { ...scheduled({ 'Fn::Sub': '${Worker.Arn}:${P}' }), Parameters: { P: { Type: 'String' } } }, { finds: ['error Worker'] }],
  ['a rule that is switched off invokes nobody', template({
    Worker: lambdaFunction(), Rule: ['AWS::Events::Rule', { State: 'DISABLED', Targets: [{ Id: 'T', Arn: arn('Worker') }] }],
  }), {}],
  ['S3', invokedBy({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn('Worker') }] } } },
  }), { finds: ['error Worker'] }],
  ['S3 through CDK\'s custom resource', invokedBy({
    Bucket: { Type: 'AWS::S3::Bucket' },
    Notifications: {
      Type: 'Custom::S3BucketNotifications',
      Properties: {
        BucketName: { Ref: 'Bucket' }, NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: arn('Worker') }] },
      },
    },
  }), { finds: ['error Worker'] }],
  ['SNS, subscribed inside the topic', invokedBy({
    Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'lambda', Endpoint: arn('Worker') }] } },
  }), { finds: ['error Worker'] }],
  ['Scheduler', invokedBy({ S: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'rate(1 hour)', Target: { Arn: arn('Worker') } } } }),
    { finds: ['error Worker'] }],
  ['logs', invokedBy({ F: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: arn('Worker'), LogGroupName: 'app' } } }),
    { finds: ['error Worker'] }],
  ['a REST integration with invocation type Event', invokedBy({
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: 'a',
        Integration: {
          Type: 'AWS',
          Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations' },
          RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': '\'Event\'' },
        },
      },
    },
  }), { finds: ['error Worker'] }],
  ['a queue, an API and a custom resource see the failure themselves', invokedBy({
    Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:q' } },
    Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: 'a', IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') } },
    Custom: { Type: 'Custom::Thing', Properties: { ServiceToken: arn('Worker') } },
  }), {}],
]);
