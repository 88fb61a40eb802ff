import { describeRule, plus, template, verdictOn } from './support';
import { RawMap } from '../../src/inventory/raw';
import { edgeLimits } from '../../src/rules/edge-limits';
import { lambdaFunction, lambdaRole, liveAlias, publishedVersion } from '../../src/rules/example-parts';

const trust = (...services: readonly unknown[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: services } }] } },
});
const site = (target: unknown, event: unknown = 'viewer-request') => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: event, LambdaFunctionARN: target }] } } },
});
const base = (properties: object, more: RawMap = {}, sections = {}) => plus(template({
  Worker: lambdaFunction({ Timeout: 5, ...properties }),
  Role: trust('lambda.amazonaws.com', 'edgelambda.amazonaws.com'),
  Version: publishedVersion(),
  Site: site({ Ref: 'Version' }),
}, sections), more);
const messages = (body: RawMap, region?: string) => verdictOn(edgeLimits, body, { region }).findings.map(one => one.message);

const found = (says: string, mends: string) => ({ finds: ['error Worker'], says: [says], mends: [mends] });

describeRule(edgeLimits, [
  ['a VPC', base({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }), found('and has a VPC.', 'Remove VpcConfig')],
  ['a DLQ', base({ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:111111111111:q' } }), found('and has a dead-letter queue.', 'Remove DeadLetterConfig')],
  ['layers', base({ Layers: ['arn:aws:lambda:us-east-1:111111111111:layer:l:1'] }), found('and has layers.', 'Bundle')],
  ['arm64', base({ Architectures: ['arm64'] }), found('and has the architecture arm64.', 'x86_64')],
  ['X-Ray', base({ TracingConfig: { Mode: 'Active' } }), found('and has X-Ray tracing.', 'Remove TracingConfig')],
  ['an image', base({ PackageType: 'Image', Runtime: undefined }), found('and has a container image.', 'zip')],
  ['more /tmp', base({ EphemeralStorage: { Size: 513 } }), found('and has 513 MB of /tmp.', 'EphemeralStorage to 512')],
  ['environment variables', base({ Environment: { Variables: { KEY: 'a' } } }), found('and has environment variables.', 'into the code')],
  ['warm executions', base({}, { Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }) }),
    found('and has provisioned concurrency.', 'Remove ProvisionedConcurrencyConfig')],
  ['another runtime', base({ Runtime: 'java25' }), found('with the runtime java25.', 'Node.js or Python')],
  ['an alias', base({}, { Live: liveAlias(), Site: site({ Ref: 'Live' }) }), { finds: ['error Site'], says: ['It names the alias live of Worker.'], mends: ['numbered version'] }],
  ['$LATEST', base({}, { Site: site({ 'Fn::GetAtt': ['Worker', 'Arn'] }) }), { finds: ['error Site'], says: ['It names $LATEST of Worker.'], mends: ['numbered version'] }],
  ['6 s for viewers', base({ Timeout: 6 }), found('Its timeout is 6 s; CloudFront takes 5 for viewer-request events.', 'Set Timeout to 5 or less')],
  ['129 MB for viewers', base({ MemorySize: 129 }), found('It has 129 MB of memory; CloudFront takes 128 for viewer-request events.', 'Set MemorySize to 128')],
  ['a role that does not trust the edge', base({}, { Role: lambdaRole() }), found('Its role Role does not trust edgelambda.amazonaws.com.', 'edgelambda.amazonaws.com assume')],
  ['a role that somebody given at deployment may assume', base({}, { Role: trust('lambda.amazonaws.com', { Ref: 'Who' }) }, { Parameters: { Who: { Type: 'String' } } }), {}],
  ['a role whose trust is not told', base({}, { Role: { Type: 'AWS::IAM::Role', Properties: {} } }), {}],
  ['a version that a parameter gives', base({}, { Site: site({ 'Fn::Sub': '${Worker.Arn}:${Number}' }) }, { Parameters: { Number: { Type: 'String' } } }), { unknown: ['Site'] }],
  ['an event given at deployment', base({}, { Site: site({ Ref: 'Version' }, { Ref: 'P' }) }, { Parameters: { P: { Type: 'String' } } }), {}],
  ['who else invokes it is not asked for a version', base({}, { Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: 'arn:aws:sns:us-east-1:111111111111:t', Protocol: 'lambda', Endpoint: { 'Fn::GetAtt': ['Worker', 'Arn'] } } } }), {}],
  ['a warm version beside an alias that is not', base({}, { Live: liveAlias(), Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }) }),
    found('and has provisioned concurrency.', 'Remove ProvisionedConcurrencyConfig')],
  ['wrong types anywhere', base({ Timeout: ['5'], MemorySize: {}, VpcConfig: 7, Layers: {}, TracingConfig: 'Active', EphemeralStorage: [] }, { Site: site(7) }), {}],
]);

describe('at the edge', () => {
  test.each<[string, object]>([
    ['x86_64', { Architectures: ['x86_64'] }], ['PassThrough', { TracingConfig: { Mode: 'PassThrough' } }], ['no variables', { Environment: { Variables: {} } }],
    ['512 MB of /tmp', { EphemeralStorage: { Size: 512 } }], ['no subnets', { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }],
    ['Python', { Runtime: 'python3.14' }], ['no layers', { Layers: [] }], ['an empty DLQ', { DeadLetterConfig: { TargetArn: '' } }],
  ])('%s is fine', (_title, properties) => {
    expect(messages(base(properties))).toEqual([]);
  });

  test.each<[string, RawMap, readonly string[]]>([
    ['a literal version', base({}, { Site: site({ 'Fn::Sub': '${Worker.Arn}:7' }) }), []],
    ['30 s for origins', base({ Timeout: 30 }, { Site: site({ Ref: 'Version' }, 'origin-request') }), []],
    ['31 s for origins', base({ Timeout: 31 }, { Site: site({ Ref: 'Version' }, 'origin-response') }), ['Its timeout is 31 s; CloudFront takes 30 for origin-response events.']],
    ['1,024 MB for origins', base({ MemorySize: 1024 }, { Site: site({ Ref: 'Version' }, 'origin-request') }), []],
    ['a role that stands elsewhere', base({ Role: 'arn:aws:iam::111111111111:role/edge' }), []],
    ['a function that only trusts the edge', plus(base({ TracingConfig: { Mode: 'Active' } }), { Site: { Type: 'AWS::CloudFront::Distribution', Properties: {} } }),
      ['It runs at the edge and has X-Ray tracing.']],
    ['a function that is not at the edge', template({ Worker: lambdaFunction({ TracingConfig: { Mode: 'Active' }, Timeout: 60 }), Role: lambdaRole() }), []],
  ])('%s', (_title, body, expected) => {
    expect(messages(body)).toEqual(expected);
  });

  test('another region is refused', () => {
    expect(verdictOn(edgeLimits, base({}), { region: 'eu-west-1' }).findings).toMatchObject([
      { message: 'It runs at the edge but its stack is deployed to eu-west-1.', remedy: 'Move the function to a stack in us-east-1.' },
    ]);
    expect(messages(base({}), 'us-east-1')).toEqual([]);
  });
});
