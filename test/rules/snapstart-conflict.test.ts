import { describeRule, template } from './support';
import { takesSnapshots } from '../../src/reference/runtime-table';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { snapstartConflict } from '../../src/rules/snapstart-conflict';

const snapshots = { SnapStart: { ApplyOn: 'PublishedVersions' } };
const warm = { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } };
const app = (properties: object, more: object = { Version: publishedVersion() }, sections = {}) => template({
  Worker: lambdaFunction({ Runtime: 'java21', ...snapshots, ...properties }), ...more,
}, sections);
const efs = { FileSystemConfigs: [{ Arn: 'arn:aws:elasticfilesystem:eu-west-1:111111111111:access-point/fsap-1', LocalMountPath: '/mnt/a' }] };

describeRule(snapstartConflict, [
  ['a version is enough', app({}), {}],
  ['warm on the alias', app({}, { Version: publishedVersion(), Live: liveAlias(warm) }), { finds: ['error Worker'], mends: ['or the provisioned concurrency'] }],
  ['warm on the version', app({}, { Version: publishedVersion(warm) }), { finds: ['error Worker'] }],
  ['perhaps warm', app({}, { Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: { Ref: 'Size' } } }) },
    { Parameters: { Size: { Type: 'Number' } } }), { unknown: ['Worker'] }],
  ['a file system', app(efs), { finds: ['error Worker'], mends: ['or FileSystemConfigs'] }],
  ['a file system given at deployment', app({ FileSystemConfigs: [{ Ref: 'P' }] }, undefined, { Parameters: { P: { Type: 'String' } } }), {}],
  ['warmed to nothing', app({}, { Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 0 } }) }), {}],
  ['warm on two aliases', app({}, { Version: publishedVersion(), Live: liveAlias(warm), Next: liveAlias({ Name: 'next', ...warm }) }), { finds: ['error Worker'], says: ['(live, next)'] }],
  ['a container image that says a runtime', app({ PackageType: 'Image' }), { unknown: ['Worker'] }],
  ['no file system in the list', app({ FileSystemConfigs: [] }), {}],
  ['512 MB of /tmp', app({ EphemeralStorage: { Size: 512 } }), {}],
  ['513 MB of /tmp', app({ EphemeralStorage: { Size: 513 } }), { finds: ['error Worker'], mends: ['EphemeralStorage to 512'] }],
  ['tenants apart', app({ TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } }), { finds: ['error Worker'], mends: ['or TenancyConfig'] }],
  ['no version', app({}, {}), { finds: ['warning Worker'], mends: ['Add an AWS::Lambda::Version of Worker'] }],
  ['an alias on a version that stands elsewhere', app({}, { Live: liveAlias({ FunctionVersion: '7' }) }), {}],
  ['an alias on $LATEST is no version', app({}, { Live: liveAlias({ FunctionVersion: '$LATEST' }) }), { finds: ['warning Worker'] }],
  ['Node.js', app({ Runtime: 'nodejs24.x' }), { finds: ['error Worker'], mends: ['Remove SnapStart from Worker'] }],
  ['a container image', app({ PackageType: 'Image', Runtime: undefined }), { unknown: ['Worker'] }],
  ['a runtime that a parameter gives', app({ Runtime: { Ref: 'R' } }, undefined, { Parameters: { R: { Type: 'String' } } }), { unknown: ['Worker'] }],
  ['switched off', app({ SnapStart: { ApplyOn: 'None' }, EphemeralStorage: { Size: 1024 } }, {}), {}],
  ['perhaps on', app({ SnapStart: { ApplyOn: { Ref: 'R' } } }, {}, { Parameters: { R: { Type: 'String' } } }), { unknown: ['Worker'] }],
  ['without SnapStart anything goes', template({ Worker: lambdaFunction({ EphemeralStorage: { Size: 1024 }, ...efs }) }), {}],
]);

test.each([
  ['java8.al2', false], ['java8.al2023', false], ['java11', true], ['java11.al2023', true], ['java25', true], ['python3.9', false], ['python3.11', false],
  ['python3.12', true], ['python3.15', true], ['python4.0', true], ['dotnet6', false], ['dotnet8', true], ['dotnet10', true], ['dotnetcore3.1', false],
  ['provided.al2023', false], ['ruby3.4', false], ['go1.x', false], ['cobol85', undefined], ['constructor', undefined],
])('%s takes snapshots: %s', (runtime, expected) => {
  expect(takesSnapshots(runtime)).toBe(expected);
});
