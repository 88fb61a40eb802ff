import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { timeoutChain } from '../../src/rules/timeout-chain';

const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const uri = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, ':lambda:path/2015-03-31/functions/', arn, '/invocations']] };
const rest = (timeout: unknown, integration = {}, method = {}) => template({
  Worker: lambdaFunction({ Timeout: timeout }),
  Api: ['AWS::ApiGateway::RestApi', { Name: 'api' }],
  Get: ['AWS::ApiGateway::Method', { RestApiId: { Ref: 'Api' }, HttpMethod: 'GET', Integration: { Type: 'AWS_PROXY', Uri: uri, ...integration }, ...method }],
});
const behind = (timeout: number, type: string, properties: object) => template({
  Worker: lambdaFunction({ Timeout: timeout }), Front: [type, properties as Record<string, unknown>],
});
const firehose = { ExtendedS3DestinationConfiguration: { ProcessingConfiguration: { Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: arn }] }] } } };

describeRule(timeoutChain, [
  ['REST waits 29 s', rest(29), {}],
  ['and no longer', rest(30), { finds: ['warning Worker'], mends: ['Timeout of Worker to 29'] }],
  ['or what its integration says', rest(20, { TimeoutInMillis: 10_000 }), { finds: ['warning Worker'] }],
  ['an API of another stack waits as long', rest(30, {}, { RestApiId: { 'Fn::ImportValue': 'api' } }), { finds: ['warning Worker'], says: ['but rest-api'] }],
  ['a timeout given at deployment cannot be compared', { ...rest({ Ref: 'P' }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['nor can an integration\'s', { ...rest(20, { TimeoutInMillis: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['a longer integration depends on the account', rest(50, { TimeoutInMillis: 60_000 }), { unknown: ['Worker'] }],
  ['a streaming integration is not bound', rest(300, { ResponseTransferMode: 'STREAM' }), {}],
  ['an asynchronous one neither', rest(300, { Type: 'AWS', RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': '\'Event\'' } }), {}],
  ['a method of another service is not ours', rest(300, { Type: 'AWS', Uri: 'arn:aws:apigateway:eu-west-1:sqs:path/111111111111/jobs' }), {}],
  ['Cognito waits 5 s', behind(6, 'AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: arn } }), { finds: ['warning Worker'] }],
  ['Cognito, version two of a trigger', behind(6, 'AWS::Cognito::UserPool', { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V2_0' } } }), { finds: ['warning Worker'] }],
  ['Firehose waits 5 minutes', behind(301, 'AWS::KinesisFirehose::DeliveryStream', firehose), { finds: ['warning Worker'] }],
  ['what the edge refuses is another rule\'s', template({
    Worker: lambdaFunction({ Timeout: 60 }),
    Version: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Worker' } }],
    Site: ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'Version' } }] } } }],
  }), {}],
  ['a queue does not wait', behind(300, 'AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:q' }), {}],
  ['a load balancer waits as long as it may idle', template({
    Worker: lambdaFunction({ Timeout: 100 }),
    Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '120' }] }],
    Listener: ['AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: { Ref: 'Balancer' }, DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }] }],
    Group: ['AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'lambda', Targets: [{ Id: arn }] }],
  }), {}],
  ['60 s when nothing is said', template({
    Worker: lambdaFunction({ Timeout: 100 }),
    Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', {}],
    Listener: ['AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: { Ref: 'Balancer' }, DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }] }],
    Group: ['AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'lambda', Targets: [{ Id: arn }] }],
  }), { finds: ['warning Worker'] }],
]);
