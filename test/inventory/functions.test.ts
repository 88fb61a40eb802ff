import { leads, told } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const functionOf = (properties: object) => inventoryOf(template({
  Worker: { Type: 'AWS::Lambda::Function', Properties: properties },
  Dead: ['AWS::SQS::Queue'],
  Role: ['AWS::IAM::Role', { RoleName: 'worker' }],
  Logs: ['AWS::Logs::LogGroup', { LogGroupName: '/shop' }],
})).functions.all[0];

test('a function that says nothing has Lambda\'s defaults', () => {
  const plain = functionOf({});
  const { name, runtime, handler, packageType, architecture, timeout, memory, storage, reserved, tracing, snapStart } = plain;
  expect([name, runtime, handler, packageType, architecture, timeout, memory, storage, reserved, tracing, snapStart].map(told))
    .toEqual(['absent', 'absent', 'absent', 'known Zip', 'known x86_64', 'known 3', 'known 128', 'known 512', 'absent', 'known PassThrough', 'known None']);
  expect([plain.deadLetter, plain.role, plain.logGroup].map(leads)).toEqual(['absent ?', 'absent ?', 'absent ?']);
  expect([plain.environment.state, plain.vpc.state, plain.managedInstances, plain.injectedBy]).toEqual(['absent', 'absent', false, undefined]);
});

test('what it says is read', () => {
  const full = functionOf({
    FunctionName: 'worker',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Architectures: ['arm64'],
    Timeout: '20',
    MemorySize: 512,
    EphemeralStorage: { Size: 1024 },
    ReservedConcurrentExecutions: 0,
    TracingConfig: { Mode: 'Active' },
    SnapStart: { ApplyOn: 'PublishedVersions' },
    Environment: { Variables: { A: '1' } },
    VpcConfig: { SubnetIds: ['s'] },
    Layers: ['arn:aws:lambda:eu-west-1:1:layer:a:1'],
    DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
    Role: 'arn:aws:iam::1:role/worker',
    LoggingConfig: { LogGroup: '/shop' },
    CapacityProviderConfig: {},
  });
  const { name, runtime, handler, architecture, timeout, memory, storage, reserved, tracing, snapStart } = full;
  expect([name, runtime, handler, architecture, timeout, memory, storage, reserved, tracing, snapStart].map(told)).toEqual([
    'known worker', 'known nodejs22.x', 'known index.handler', 'known arm64', 'known 20', 'known 512', 'known 1024', 'known 0', 'known Active', 'known PublishedVersions',
  ]);
  expect([full.deadLetter, full.role, full.logGroup].map(leads)).toEqual(['here Dead', 'here Role', 'here Logs']);
  expect([full.environment.keys(), full.vpc.keys(), full.managedInstances])
    .toEqual([['A'], ['SubnetIds'], true]);
});

test.each<[string, object, string]>([
  ['that is an image', { Code: { ImageUri: 'a' } }, 'known Image'],
  ['that says so', { PackageType: 'Image' }, 'known Image'],
  ['that is a file', { Code: { S3Bucket: 'a' } }, 'known Zip'],
])('a function %s', (_title, properties, expected) => expect(told(functionOf(properties).packageType)).toBe(expected));

test('an empty dead-letter target is none', () => expect(leads(functionOf({ DeadLetterConfig: { TargetArn: '' } }).deadLetter)).toBe('absent ?'));

test.each<[string, string, object, string | undefined]>([
  ['the handler of bucket notifications', 'BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691', {}, 'BucketNotificationsHandler'],
  ['the handler of log retention', 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A', {}, 'LogRetention'],
  ['the handler of bucket deployments', 'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536', {}, 'BucketDeployment'],
  ['the handler of AWS calls', 'AWS679f53fac002430cb0da5b7982bd22872D164C4C', {}, 'AwsCustomResource'],
  ['a provider of custom resources', 'CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F', {}, 'CustomResourceProvider'],
  ['a function whose name only holds such a provider', 'CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184FCopy', {}, undefined],
  ['references between regions', 'CrossRegionExportWriterHandler', {}, 'CrossRegionReferences'],
  ['references between regions, by a custom resource', 'CustomCrossRegionExportReaderCustomResource', {}, 'CrossRegionReferences'],
  ['a function whose name only ends so', 'MyCrossRegionExport', {}, undefined],
  ['a framework\'s function', 'Framework', { Description: 'AWS CDK resource provider framework - onEvent (a/b)', Handler: 'framework.onEvent' }, 'ProviderFramework'],
  ['a framework\'s waiter', 'Framework', { Description: 'AWS CDK resource provider framework - isComplete (a/b)', Handler: 'framework.isComplete' }, 'ProviderFramework'],
  ['a framework\'s timeout', 'Framework', { Description: 'AWS CDK resource provider framework - onTimeout (a/b)', Handler: 'framework.onTimeout' }, 'ProviderFramework'],
  ['a function that describes itself so, with a handler of its own', 'Framework', { Description: 'AWS CDK resource provider framework - mine', Handler: 'index.handler' }, undefined],
  ['a function with such a handler alone', 'Framework', { Description: 'my framework', Handler: 'framework.onEvent' }, undefined],
  ['a function with a handler that only holds it', 'Framework', { Description: 'AWS CDK resource provider framework - x', Handler: 'my.framework.onEvent' }, undefined],
  ['a function with a handler that only holds the other', 'Framework', { Description: 'AWS CDK resource provider framework - x', Handler: 'my.framework.isComplete' }, undefined],
  ['a handler of custom resources', 'Other', { Description: 'AWS CloudFormation handler for "Custom::Thing" resources (@aws-cdk/aws-x)' }, 'CustomResourceHandler'],
  ['a function that quotes it', 'Other', { Description: 'Not an AWS CloudFormation handler for "Custom::Thing" resources (@aws-cdk/aws-x)' }, undefined],
  ['a function of the user', 'Worker', {}, undefined],
])('CDK put in %s', (_title, logicalId, properties, expected) => {
  expect(inventoryOf(template({ [logicalId]: lambdaFunction({ ...properties }) })).functions.all[0].injectedBy).toBe(expected);
});
