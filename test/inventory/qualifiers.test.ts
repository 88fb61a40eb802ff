import { leads, told } from './support';
import { callTarget, sameQualifier } from '../../src/inventory/function-targets';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' }, AskedList: { Type: 'CommaDelimitedList' } } };
const named = (more: Parameters<typeof template>[0] = {}) => inventoryOf(template({
  Worker: lambdaFunction({ FunctionName: 'worker' }), Version: publishedVersion(), Live: liveAlias(), Dead: ['AWS::SQS::Queue'], ...more,
}, SECTIONS));
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('who is meant by', () => {
  const target = (properties: object, more: Parameters<typeof template>[0] = {}) => named({ Config: ['AWS::Lambda::EventInvokeConfig', { ...properties }], ...more }).asyncConfigs.all[0].target;

  test.each<[string, object, string, string, string | undefined, string | undefined]>([
    ['a function', { FunctionName: { Ref: 'Worker' } }, 'here', 'known $LATEST', undefined, undefined],
    ['a function\'s ARN', { FunctionName: arn('Worker') }, 'here', 'known $LATEST', undefined, undefined],
    ['a name', { FunctionName: 'worker' }, 'here', 'known $LATEST', undefined, undefined],
    ['a name with an alias', { FunctionName: 'worker:live' }, 'here', 'known live', 'Live', 'Version'],
    ['an alias', { FunctionName: { Ref: 'Live' } }, 'here', 'known live', 'Live', 'Version'],
    ['an alias behind a function', { FunctionName: { 'Fn::Sub': '${Worker.Arn}:live' } }, 'here', 'known live', 'Live', 'Version'],
    ['a version', { FunctionName: { Ref: 'Version' } }, 'here', 'reference ${Version.Version}', undefined, 'Version'],
    ['a version behind a function', { FunctionName: { 'Fn::Sub': '${Worker.Arn}:${Version.Version}' } }, 'here', 'reference ${Version.Version}', undefined, 'Version'],
    ['a qualifier beside the name', { FunctionName: { Ref: 'Worker' }, Qualifier: 'live' }, 'here', 'known live', 'Live', 'Version'],
    ['a qualifier that refers to a version', { FunctionName: { Ref: 'Worker' }, Qualifier: { 'Fn::GetAtt': ['Version', 'Version'] } }, 'here', 'reference ${Version.Version}', undefined, 'Version'],
    ['a qualifier that refers to an alias', { FunctionName: { Ref: 'Worker' }, Qualifier: { Ref: 'Live' } }, 'here', 'reference ${Live}', 'Live', 'Version'],
    ['a qualifier beside an alias, which counts first', { FunctionName: { Ref: 'Live' }, Qualifier: 'other' }, 'here', 'known live', 'Live', 'Version'],
    ['a qualifier that is not told', { FunctionName: { Ref: 'Worker' }, Qualifier: { Ref: 'Asked' } }, 'here', 'unknown ${Asked}', undefined, undefined],
    ['an alias that is not there', { FunctionName: 'worker:other' }, 'here', 'known other', undefined, undefined],
    ['a function elsewhere', { FunctionName: 'others' }, 'elsewhere', 'unknown ?', undefined, undefined],
    ['what is no function', { FunctionName: { Ref: 'Dead' } }, 'unknown', 'unknown ?', undefined, undefined],
    ['what is not told', { FunctionName: { Ref: 'Asked' } }, 'unknown', 'unknown ?', undefined, undefined],
    ['nobody', {}, 'absent', 'unknown ?', undefined, undefined],
  ])('%s', (_title, properties, state, qualifier, alias, version) => {
    const found = target(properties);
    expect([found.state, found.function?.logicalId, told(found.qualifier), found.alias?.logicalId, found.version?.logicalId])
      .toEqual([state, state === 'here' ? 'Worker' : undefined, qualifier, alias, version]);
  });

  test('an alias whose name is not told is not taken for another', () => {
    const unnamed = { Live: liveAlias({ Name: { Ref: 'Asked' } }) };
    expect(target({ FunctionName: { Ref: 'Worker' }, Qualifier: { Ref: 'Asked' } }, unnamed).alias).toBeUndefined();
  });

  test('a target is called as its reader would', () => {
    expect([{ FunctionName: { Ref: 'Worker' } }, { FunctionName: { Ref: 'Live' } }, { FunctionName: 'others' }].map(one => callTarget(target(one)))).toEqual(['Worker', 'Worker:live', 'others']);
  });

  test.each<[string, object, object, boolean]>([
    ['the same function', { FunctionName: { Ref: 'Worker' } }, { FunctionName: 'worker' }, true],
    ['the same alias', { FunctionName: { Ref: 'Live' } }, { FunctionName: 'worker:live' }, true],
    ['a function and its alias', { FunctionName: { Ref: 'Worker' } }, { FunctionName: { Ref: 'Live' } }, false],
    ['a qualifier that is not told, twice', { FunctionName: { Ref: 'Worker' }, Qualifier: { Ref: 'Asked' } }, { FunctionName: { Ref: 'Worker' }, Qualifier: { Ref: 'Asked' } }, false],
    ['functions elsewhere', { FunctionName: 'others' }, { FunctionName: 'others' }, false],
    ['two functions', { FunctionName: { Ref: 'Worker' } }, { FunctionName: { Ref: 'Other' } }, false],
  ])('one qualifier is meant by %s: %#', (_title, one, other, same) => {
    const [first, second] = named({ One: ['AWS::Lambda::EventInvokeConfig', { ...one }], Two: ['AWS::Lambda::EventInvokeConfig', { ...other }], Other: lambdaFunction() }).asyncConfigs.all;
    expect(sameQualifier(first.target, second.target)).toBe(same);
  });
});

describe('an alias', () => {
  const aliasOf = (properties: object, more: object = {}) => named({
    Live: liveAlias({ ...properties }, { ...more }),
    Group: ['AWS::CodeDeploy::DeploymentGroup', { DeploymentConfigName: 'c' }],
  });

  test('belongs to its function and names its version', () => {
    const { aliases, functions, versions } = aliasOf({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } });
    expect([aliases.all[0].name, aliases.all[0].version, aliases.all[0].provisioned].map(told)).toEqual(['known live', 'reference ${Version.Version}', 'known 5']);
    expect([functions.all[0].aliases, functions.all[0].versions]).toEqual([aliases.all, versions.all]);
  });

  test.each<[string, unknown, string]>([
    ['with weights', { AdditionalVersionWeights: [{ FunctionVersion: '1', FunctionWeight: 0.1 }] }, 'known true'],
    ['with no weights', { AdditionalVersionWeights: [] }, 'known false'],
    ['without', undefined, 'known false'],
    ['that are not told', { AdditionalVersionWeights: { Ref: 'AskedList' } }, 'unknown ?'],
    ['that are a text', { AdditionalVersionWeights: 'odd' }, 'known false'],
  ])('is weighted: %s', (_title, RoutingConfig, expected) => expect(told(aliasOf({ RoutingConfig }).aliases.all[0].weighted)).toBe(expected));

  test.each<[string, object, boolean, string]>([
    ['by CodeDeploy', { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: 'Group' } } } }, true, 'here Group'],
    ['by CodeDeploy, with a group elsewhere', { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: 'Asked' } } } }, true, 'unknown ?'],
    ['by nobody', {}, false, 'absent ?'],
    ['by an odd policy', { UpdatePolicy: { CodeDeployLambdaAliasUpdate: 'odd' } }, false, 'absent ?'],
  ])('is shifted %s', (_title, more, shifted, group) => {
    const { aliases, deploymentGroups } = aliasOf({}, more);
    expect([aliases.all[0].shifted, leads(aliases.all[0].deploymentGroup)]).toEqual([shifted, group]);
    expect(deploymentGroups.all[0].aliases).toEqual(group === 'here Group' ? aliases.all : []);
  });
});

test.each<[string, object, readonly string[]]>([
  ['alarms', { AlarmConfiguration: { Alarms: [{ Name: 'errors' }, { Name: { Ref: 'Alarm' } }] } }, ['here Alarm', 'here Alarm', 'known true', 'known false']],
  ['alarms switched off', { AlarmConfiguration: { Enabled: false, Alarms: [{ Name: 'others' }] } }, ['elsewhere cloudwatch', 'known false', 'known false']],
  ['no alarms', { AutoRollbackConfiguration: { Enabled: true } }, ['known false', 'known true']],
])('a deployment group with %s', (_title, properties, expected) => {
  const { deploymentGroups } = inventoryOf(template({ Group: ['AWS::CodeDeploy::DeploymentGroup', { ...properties }], Alarm: ['AWS::CloudWatch::Alarm', { AlarmName: 'errors' }] }));
  const [group] = deploymentGroups.all;
  expect([...group.alarms.map(leads), told(group.alarmsEnabled), told(group.rollbackEnabled)]).toEqual(expected);
});

test('an asynchronous configuration that says nothing has Lambda\'s defaults', () => {
  const { asyncConfigs, functions } = named({ Config: ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Worker' } }] });
  const [config] = asyncConfigs.all;
  expect([told(config.retries), told(config.maxAge), leads(config.onFailure), leads(config.onSuccess)]).toEqual(['known 2', 'known 21600', 'absent ?', 'absent ?']);
  expect(functions.all[0].asyncConfigs).toEqual(asyncConfigs.all);
});

test('a URL belongs to its function', () => {
  const { urls, functions } = named({
    Plain: ['AWS::Lambda::Url', { TargetFunctionArn: arn('Worker'), AuthType: 'NONE' }],
    Signed: ['AWS::Lambda::Url', { TargetFunctionArn: arn('Worker'), Qualifier: 'live', AuthType: 'AWS_IAM' }],
  });
  expect(urls.all.map(url => [url.authType.known, url.target.qualifier.known])).toEqual([['NONE', '$LATEST'], ['AWS_IAM', 'live']]);
  expect(functions.all[0].urls).toEqual(urls.all);
});

test('a permission is read whole', () => {
  const { permissions, functions } = named({
    Permission: ['AWS::Lambda::Permission', {
      FunctionName: { Ref: 'Live' },
      Principal: 's3.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      SourceArn: arn('Dead'),
      SourceAccount: '1',
      PrincipalOrgID: 'o-1',
      EventSourceToken: 't',
      InvokedViaFunctionUrl: true,
    }],
    Plain: ['AWS::Lambda::Permission', { FunctionName: 'others' }],
  });
  const [full, plain] = permissions.all;
  const { principal, action, sourceArn, sourceAccount, organization, eventSourceToken, viaUrl } = full;
  expect([principal, action, sourceArn, sourceAccount, organization, eventSourceToken, viaUrl].map(told)).toEqual([
    'known s3.amazonaws.com', 'known lambda:InvokeFunction', 'reference ${Dead.Arn}', 'known 1', 'known o-1', 'known t', 'known true',
  ]);
  expect([leads(full.source), full.target.alias?.logicalId, told(plain.viaUrl), plain.target.function]).toEqual(['here Dead', 'Live', 'known false', undefined]);
  expect(functions.all[0].permissions).toEqual([full]);
});

test('what belongs to functions elsewhere is read over', () => {
  const elsewhere = { FunctionName: 'others' };
  const { versions, aliases, urls, asyncConfigs } = inventoryOf(template({
    Version: publishedVersion(elsewhere), Live: liveAlias(elsewhere), Url: ['AWS::Lambda::Url', { TargetFunctionArn: 'others' }], Config: ['AWS::Lambda::EventInvokeConfig', elsewhere],
  }));
  expect([versions, aliases, urls, asyncConfigs].map(facts => facts.all.map(one => one.target.function)))
    .toEqual([[undefined], [undefined], [undefined], [undefined]]);
  expect(told(versions.all[0].target.qualifier)).toBe('reference ${Version.Version}');
});
