import { describeRule, plus, template } from './support';
import { RawMap } from '../../src/inventory/raw';
import { canary } from '../../src/rules/canary-example';
import { canaryWithoutAlarm } from '../../src/rules/canary-without-alarm';

const alarms = (count: number) => ({ AlarmConfiguration: { Enabled: true, Alarms: Array.from({ length: count }, (_, index) => ({ Name: { Ref: `Errors${index}` } })) } });
const many = (count: number) => plus(canary(alarms(count)), Object.fromEntries(Array.from({ length: count }, (_, index) => [`Errors${index}`, { Type: 'AWS::CloudWatch::Alarm', Properties: {} }])));
const configured = (traffic: RawMap) => ({
  Own: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { ComputePlatform: 'Lambda', TrafficRoutingConfig: traffic } },
});
const none = { AlarmConfiguration: undefined };

describeRule(canaryWithoutAlarm, [
  ['no alarm configuration', canary(none), { finds: ['warning Canary'] }],
  ['an empty one', canary({ AlarmConfiguration: { Enabled: true, Alarms: [] } }), { finds: ['warning Canary'] }],
  ['alarms that are switched off', canary({ AlarmConfiguration: { Enabled: false, Alarms: [{ Name: { Ref: 'Errors' } }] } }), { finds: ['warning Canary'] }],
  ['linear', canary({ ...none, DeploymentConfigName: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute' }), { finds: ['warning Canary'] }],
  ['all at once needs none', canary({ ...none, DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' }), {}],
  ['a configuration of its own that shifts', plus(canary({ ...none, DeploymentConfigName: { Ref: 'Own' } }), configured({ Type: 'TimeBasedLinear' })), { finds: ['warning Canary'] }],
  ['a configuration of its own that does not', plus(canary({ ...none, DeploymentConfigName: { Ref: 'Own' } }), configured({ Type: 'AllAtOnce' })), {}],
  ['a configuration of its own whose kind is given at deployment', { ...plus(canary({ ...none, DeploymentConfigName: { Ref: 'Own' } }), configured({ Type: { Ref: 'P' } })), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['a configuration that stands elsewhere cannot be told', canary({ ...none, DeploymentConfigName: 'tenth-by-tenth' }), { unknown: ['Canary'] }],
  ['a group for functions that shifts nothing yet', template({ Functions: ['AWS::CodeDeploy::Application', { ComputePlatform: 'Lambda' }], Group: ['AWS::CodeDeploy::DeploymentGroup', { ApplicationName: { Ref: 'Functions' } }] }),
    { unknown: ['Group'] }],
  ['a group of which nothing is told', template({ Group: ['AWS::CodeDeploy::DeploymentGroup', { ApplicationName: 'elsewhere' }] }), {}],
  ['no configuration told', canary({ ...none, DeploymentConfigName: undefined }), { unknown: ['Canary'] }],
  ['an imported alarm is an alarm', canary({ AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { 'Fn::ImportValue': 'errors' } }] } }), {}],
  ['alarms that a parameter gives', { ...canary({ AlarmConfiguration: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['alarms switched on by a parameter', { ...canary({ AlarmConfiguration: { Enabled: { Ref: 'P' }, Alarms: [{ Name: { Ref: 'Errors' } }] } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['ten alarms', many(10), {}],
  ['eleven, of which two pages of AWS say different things', many(11), { unknown: ['Canary'] }],
  ['no configuration told, and no rollback', canary({ DeploymentConfigName: undefined, AutoRollbackConfiguration: undefined }), {}],
  ['eleven, of which one stands elsewhere', plus(many(10), {
    Canary: {
      Type: 'AWS::CodeDeploy::DeploymentGroup',
      Properties: {
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AlarmConfiguration: { Enabled: true, Alarms: [...alarms(10).AlarmConfiguration.Alarms, { Name: 'errors' }] },
        AutoRollbackConfiguration: { Enabled: true },
      },
    },
  }), {}],
  ['no rollback', canary({ AutoRollbackConfiguration: undefined }), { finds: ['warning Canary'] }],
  ['no rollback on alarms', canary({ AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] } }), { finds: ['warning Canary'], says: ['takes the traffic back'], mends: ['DEPLOYMENT_STOP_ON_ALARM'] }],
  ['a rollback that a parameter gives', { ...canary({ AutoRollbackConfiguration: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['a rollback switched on by a parameter', { ...canary({ AutoRollbackConfiguration: { Enabled: { Ref: 'P' } } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['a rollback on events that a parameter gives', { ...canary({ AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', { Ref: 'P' }] } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['a rollback that is switched off, whatever its events', canary({ AutoRollbackConfiguration: { Enabled: false, Events: ['DEPLOYMENT_STOP_ON_ALARM'] } }), { finds: ['warning Canary'] }],
  ['a rollback without events told', canary({ AutoRollbackConfiguration: { Enabled: true } }), {}],
  ['a group of servers', template({
    Servers: ['AWS::CodeDeploy::Application', { ComputePlatform: 'Server' }],
    Fleet: ['AWS::CodeDeploy::DeploymentGroup', { ApplicationName: { Ref: 'Servers' }, DeploymentConfigName: 'CodeDeployDefault.OneAtATime' }],
  }), {}],
  ['a group of tasks', template({ Fleet: ['AWS::CodeDeploy::DeploymentGroup', { DeploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' }] }), {}],
  ['a group that stands elsewhere', plus(canary({}), {
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Worker' } }, UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'a', DeploymentGroupName: 'g' } } },
  }), { unknown: ['Live'] }],
  ['SAM\'s preference with alarms', {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { AutoPublishAlias: 'live', DeploymentPreference: { Type: 'Canary10Percent5Minutes', Alarms: [{ Ref: 'Errors' }] } } } },
  }, {}],
  ['SAM\'s preference without', {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { AutoPublishAlias: 'live', DeploymentPreference: { Type: 'Canary10Percent5Minutes' } } } },
  }, { finds: ['warning WorkerDeploymentGroup'] }],
]);
