import { describeRule, template } from './support';
import { takeInventory } from '../../src/inventory/inventory';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';
import { versionPinned } from '../../src/rules/version-pinned';

const app = (version: unknown, id = 'Version', sections = {}, name: unknown = { Ref: 'Worker' }) => template({
  Worker: lambdaFunction(), [id]: publishedVersion(), Live: liveAlias({ FunctionVersion: version, FunctionName: name }),
}, sections);
const of = (id: string) => app({ 'Fn::GetAtt': [id, 'Version'] }, id);
const parameter = (more: object) => ({ Parameters: { Stable: { Type: 'String', ...more } } });

describeRule(versionPinned, [
  ['a literal', app('12'), { finds: ['warning Live'] }],
  ['a number', app(12), { finds: ['warning Live'] }],
  ['a parameter', app({ Ref: 'Stable' }, 'Version', parameter({})), { finds: ['warning Live'] }],
  ['a parameter with a default', app({ Ref: 'Stable' }, 'Version', parameter({ Default: '3' })), { finds: ['warning Live'] }],
  ['$LATEST follows everything', app('$LATEST'), {}],
  ['CDK\'s current version', of('WorkerCurrentVersionE7A382CC4b2f9b0b4d2d1d5e8c4f3a2b1c0d9e8f'), {}],
  ['SAM\'s version', of('WorkerVersion0a1b2c3d4e'), {}],
  ['the Serverless Framework\'s version', of('HelloLambdaVersionK3jd92LsPqWmZxNbVcTyUiOpAsDfGhJk'), {}],
  ['a name that stays', of('Version'), { unknown: ['Live'] }],
  ['the reference of a version, which is no number', app({ Ref: 'Version' }), { unknown: ['Live'] }],
  ['an imported version', app({ 'Fn::ImportValue': 'version' }), { unknown: ['Live'] }],
  ['a function that stands elsewhere', app('12', 'Version', {}, 'other'), {}],
  ['SAM\'s alias', {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { AutoPublishAlias: 'live' } } },
  }, {}],
]);

test('a template that deploys only the alias says on which version it stands', () => {
  const worker = { name: 'worker', body: template({ Worker: lambdaFunction({ FunctionName: 'worker' }) }) };
  const live = { name: 'live', body: template({ Live: liveAlias({ FunctionName: 'worker', FunctionVersion: '12' }) }) };
  expect(judge(takeInventory([worker, live]), [versionPinned])).toMatchObject({ findings: [], unknown: [] });
});
