import { describeRule, plus, template, verdictOn } from './support';
import { RawMap } from '../../src/inventory/raw';
import { edgeLimits } from '../../src/rules/edge-limits';
import { lambdaFunction, lambdaRole, liveAlias, publishedVersion } from '../../src/rules/example-parts';

const trust = (...services: readonly string[]) => ({
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

describeRule(edgeLimits, [
  ['a version that a parameter gives', base({}, { Site: site({ 'Fn::Sub': '${Worker.Arn}:${Number}' }) }, { Parameters: { Number: { Type: 'String' } } }), { unknown: ['Site'] }],
  ['wrong types anywhere', base({ Timeout: ['5'], MemorySize: {}, VpcConfig: 7, Layers: {}, TracingConfig: 'Active', EphemeralStorage: [] }, { Site: site(7) }), {}],
]);

describe('at the edge', () => {
  test.each<[string, object, string]>([
    ['a VPC', { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }, 'a VPC'],
    ['a DLQ', { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:111111111111:q' } }, 'a dead-letter queue'],
    ['layers', { Layers: ['arn:aws:lambda:us-east-1:111111111111:layer:l:1'] }, 'layers'],
    ['arm64', { Architectures: ['arm64'] }, 'the architecture arm64'],
    ['X-Ray', { TracingConfig: { Mode: 'Active' } }, 'X-Ray tracing'],
    ['an image', { PackageType: 'Image', Runtime: undefined }, 'a container image'],
    ['more /tmp', { EphemeralStorage: { Size: 513 } }, '513 MB of /tmp'],
    ['environment variables', { Environment: { Variables: { KEY: 'a' } } }, 'environment variables'],
  ])('%s is refused', (_title, properties, feature) => {
    expect(messages(base(properties))).toEqual([`It runs at the edge and has ${feature}.`]);
  });

  test.each<[string, object]>([
    ['x86_64', { Architectures: ['x86_64'] }], ['PassThrough', { TracingConfig: { Mode: 'PassThrough' } }], ['no variables', { Environment: { Variables: {} } }],
    ['512 MB of /tmp', { EphemeralStorage: { Size: 512 } }], ['no subnets', { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }],
    ['Python', { Runtime: 'python3.14' }], ['no layers', { Layers: [] }], ['an empty DLQ', { DeadLetterConfig: { TargetArn: '' } }],
  ])('%s is fine', (_title, properties) => {
    expect(messages(base(properties))).toEqual([]);
  });

  test.each<[string, RawMap, readonly string[]]>([
    ['another runtime', base({ Runtime: 'java25' }), ['It runs at the edge with the runtime java25.']],
    ['warm executions', base({}, { Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }) }),
      ['It runs at the edge and has provisioned concurrency.']],
    ['an alias', base({}, { Live: liveAlias(), Site: site({ Ref: 'Live' }) }), ['It names the alias live of Worker.']],
    ['$LATEST', base({}, { Site: site({ 'Fn::GetAtt': ['Worker', 'Arn'] }) }), ['It names $LATEST of Worker.']],
    ['a literal version', base({}, { Site: site({ 'Fn::Sub': '${Worker.Arn}:7' }) }), []],
    ['6 s for viewers', base({ Timeout: 6 }), ['Its timeout is 6 s; CloudFront takes 5 for viewer-request events.']],
    ['30 s for origins', base({ Timeout: 30 }, { Site: site({ Ref: 'Version' }, 'origin-request') }), []],
    ['31 s for origins', base({ Timeout: 31 }, { Site: site({ Ref: 'Version' }, 'origin-response') }), ['Its timeout is 31 s; CloudFront takes 30 for origin-response events.']],
    ['129 MB for viewers', base({ MemorySize: 129 }), ['It has 129 MB of memory; CloudFront takes 128 for viewer-request events.']],
    ['1,024 MB for origins', base({ MemorySize: 1024 }, { Site: site({ Ref: 'Version' }, 'origin-request') }), []],
    ['a role that does not trust the edge', base({}, { Role: lambdaRole() }), ['Its role Role does not trust edgelambda.amazonaws.com.']],
    ['a role that stands elsewhere', base({ Role: 'arn:aws:iam::111111111111:role/edge' }), []],
    ['a function that only trusts the edge', plus(base({ TracingConfig: { Mode: 'Active' } }), { Site: { Type: 'AWS::CloudFront::Distribution', Properties: {} } }),
      ['It runs at the edge and has X-Ray tracing.']],
    ['a function that is not at the edge', template({ Worker: lambdaFunction({ TracingConfig: { Mode: 'Active' }, Timeout: 60 }), Role: lambdaRole() }), []],
  ])('%s', (_title, body, expected) => {
    expect(messages(body)).toEqual(expected);
  });

  test('another region is refused', () => {
    expect(messages(base({}), 'eu-west-1')).toEqual(['It runs at the edge but its stack is deployed to eu-west-1.']);
    expect(messages(base({}), 'us-east-1')).toEqual([]);
  });
});
