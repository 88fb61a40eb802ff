import { describeRule, plus } from './support';
import { canaryAlarmMixesVersions } from '../../src/rules/canary-alarm-mixes-versions';
import { ALIAS, canary, EXECUTED_VERSION } from '../../src/rules/canary-example';

const both = { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }, { Name: { Ref: 'More' } }] } };
const alarm = (properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: properties });
const stat = (dimensions: unknown) => ({ MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: dimensions }, Period: 60, Stat: 'Sum' } });

describeRule(canaryAlarmMixesVersions, [
  ['an alias-level alarm beside one of the version', plus(canary(both), { More: alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: ALIAS }) }), {}],
  ['two that mix', plus(canary(both, ALIAS), { More: alarm({ Namespace: 'AWS/ApiGateway', MetricName: '5XXError' }) }), { finds: ['warning Canary'], says: ['(Errors, More)'] }],
  ['the dimension inside metric math', plus(canary({}), { Errors: alarm({ Metrics: [{ Id: 'rate', Expression: 'e / i' }, { Id: 'e', ...stat([...ALIAS, EXECUTED_VERSION]) }] }) }), {}],
  ['metric math that mixes', plus(canary({}), { Errors: alarm({ Metrics: [{ Id: 'rate', Expression: 'e * 1' }, { Id: 'e', ...stat(ALIAS) }] }) }), { finds: ['warning Canary'] }],
  ['a query by version', plus(canary({}), { Errors: alarm({ Metrics: [{ Id: 'q', Expression: 'SELECT SUM(Errors) FROM "AWS/Lambda" GROUP BY ExecutedVersion' }] }) }), {}],
  ['a metric of the user\'s own may know versions', canary({}, [], { Namespace: 'Shop' }), { unknown: ['Canary'] }],
  ['an alarm that stands elsewhere', canary({ AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }] } }), { unknown: ['Canary'] }],
  ['a composite alarm', plus(canary({}), { Errors: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM(a)' } } }), { unknown: ['Canary'] }],
  ['one that mixes beside one that stands elsewhere', canary({ AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }, { Name: 'errors' }] } }, ALIAS), { unknown: ['Canary'] }],
  ['a metric of the user\'s own beside one of AWS', plus(canary({}), { Errors: alarm({ Metrics: [{ Id: 'a', ...stat(ALIAS) }, { Id: 'b', MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Failed' } } }] }) }), { unknown: ['Canary'] }],
  ['a namespace given at deployment', { ...canary({}, [], { Namespace: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Canary'] }],
  ['a list without alarms as well', canary({ AlarmConfiguration: { Enabled: true, Alarms: [] } }, ALIAS), {}],
  ['all at once mixes nothing', canary({ DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' }, ALIAS), {}],
  ['no alarm is another rule\'s business', canary({ AlarmConfiguration: undefined }), {}],
  ['alarms that are switched off as well', canary({ AlarmConfiguration: { Enabled: false, Alarms: [{ Name: { Ref: 'Errors' } }] } }, ALIAS), {}],
]);
