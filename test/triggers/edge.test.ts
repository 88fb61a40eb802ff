import { App, Duration, Stack, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EdgeFunction, EdgeFunctionProps, SecurityHeaders } from '../../src';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { packageOf } from '../support/packages';
import { CODE } from '../support/stacks';

const inRegion = (region?: string): Stack => new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
const edge = (stack: Stack, props: Partial<EdgeFunctionProps> = {}): EdgeFunction => new EdgeFunction(stack, 'Edge', {
  code: CODE.code, handler: CODE.handler, runtime: CODE.runtime, ...props,
});

const { VIEWER_REQUEST, ORIGIN_REQUEST } = cloudfront.LambdaEdgeEventType;

describe('an edge function', () => {
  test('is associated by its numbered version, and has nothing that Lambda@Edge refuses', () => {
    const stack = inRegion('us-east-1');
    new cloudfront.Distribution(stack, 'Distribution', {
      defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(new s3.Bucket(stack, 'Site')), edgeLambdas: [edge(stack).at(VIEWER_REQUEST)] },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 5,
      MemorySize: 128,
      Architectures: ['x86_64'],
      Environment: Match.absent(),
      TracingConfig: Match.absent(),
      VpcConfig: Match.absent(),
      DeadLetterConfig: Match.absent(),
    });
    template.resourceCountIs('AWS::Lambda::Alias', 0);
    // CloudFront takes hours to give a copy back.
    template.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'Retain' });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: Match.stringLikeRegexp('^EdgeCurrentVersion') } }] },
      },
    });
  });

  test('may be taken by both services, and writes only its own logs, wherever it runs', () => {
    const stack = inRegion('us-east-1');
    edge(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: Match.absent(),
      AssumeRolePolicyDocument: {
        Statement: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'].map(Service => Match.objectLike({ Principal: { Service } })),
      },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [Match.objectLike({
          Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:*:111111111111:log-group:/aws/lambda/us-east-1.', { Ref: Match.stringLikeRegexp('^Edge') }, ':*']] },
        })],
      },
    });
  });

  test('of another region, or another language, is refused', () => {
    expect(() => edge(inRegion('eu-west-1'))).toThrow('must be made in us-east-1; given: eu-west-1');
    expect(() => edge(inRegion())).not.toThrow();
    expect(() => edge(inRegion('us-east-1'), { runtime: lambda.Runtime.RUBY_3_3, code: lambda.Code.fromAsset(packageOf({ 'index.rb': '' })) })).toThrow('Node.js or Python');
  });

  test('has more time and memory at the origin than at the viewer', () => {
    const large = edge(inRegion('us-east-1'), { timeout: Duration.seconds(30), memorySize: 512 });
    expect(large.at(ORIGIN_REQUEST).eventType).toBe(ORIGIN_REQUEST);
    expect(() => large.at(VIEWER_REQUEST)).toThrow('5 seconds and 128 MB; given: 30 seconds and 512 MB');
  });
});

describe('what Lambda@Edge would refuse at deployment is refused by us', () => {
  test.each<[string, Partial<EdgeFunctionProps>, string]>([
    ['a fraction of a second', { timeout: Duration.millis(1_500) }, 'Stack/Edge: timeout must be a whole number of seconds; given: 1.5 seconds'],
    ['too little memory', { memorySize: 64 }, 'from 128 to 10240; given: 64'],
    ['half a megabyte', { memorySize: 128.5 }, 'must be a whole number of megabytes'],
    ['more than there is', { memorySize: 20_480 }, 'given: 20480'],
  ])('%s', (_what, props, message) => {
    expect(() => edge(inRegion('us-east-1'), props)).toThrow(SteadfastError);
    expect(() => edge(inRegion('us-east-1'), props)).toThrow(message);
  });

  test('the body of a response', () => {
    const fn = edge(inRegion('us-east-1'));
    expect(() => fn.at(cloudfront.LambdaEdgeEventType.ORIGIN_RESPONSE, true)).toThrow('sees the body of a request only; given: includeBody at origin-response');
    expect(fn.at(ORIGIN_REQUEST, true).includeBody).toBe(true);
    expect(fn.at(cloudfront.LambdaEdgeEventType.ORIGIN_RESPONSE, false).includeBody).toBe(false);
  });
});

describe('security headers', () => {
  const answerOf = (stack: Stack): Record<string, { value: string }> => {
    const [fn] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::Function'));
    const handler = new Function(`${fn.Properties.FunctionCode as string}\nreturn handler;`)() as (event: object) => { headers: Record<string, { value: string }> };
    return handler({ response: { headers: { server: { value: 'origin' } } } }).headers;
  };

  test('stand in every answer, and the user\'s replace ours', () => {
    const stack = inRegion('us-east-1');
    new SecurityHeaders(stack, 'Headers', { headers: { 'x-frame-options': 'SAMEORIGIN', 'x-mine': 'yes' } });
    expect(answerOf(stack)).toMatchObject({
      'server': { value: 'origin' },
      'strict-transport-security': { value: expect.stringMatching(/^max-age=63072000/) },
      'content-security-policy': { value: "default-src 'self'; frame-ancestors 'none'" },
      'x-content-type-options': { value: 'nosniff' },
      'x-frame-options': { value: 'SAMEORIGIN' },
      'x-mine': { value: 'yes' },
    });
  });

  test('that make more code than CloudFront takes are refused', () => {
    expect(() => new SecurityHeaders(inRegion(), 'Headers', { contentSecurityPolicy: 'x'.repeat(11_000) })).toThrow('at most 10240 bytes');
  });
});
