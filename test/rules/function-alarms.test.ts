import { describeRule, findingsOf, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { functionAlarms } from '../../src/rules/function-alarms';

const metric = (name: string, ...dimensions: (readonly [string, unknown])[]) =>
  ({ Namespace: 'AWS/Lambda', MetricName: name, Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) });
const OF_WORKER = ['FunctionName', { Ref: 'Worker' }] as const;
const NOTIFY = { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:on-call'] };
const alarmed = (alarm: object, more: Record<string, Record<string, unknown>> = {}, sections = {}) => template({
  Worker: lambdaFunction({ FunctionName: 'worker' }), Alarm: ['AWS::CloudWatch::Alarm', { ...NOTIFY, ...alarm }], ...more,
}, sections);
const query = (Expression: string) => ({ Metrics: [{ Id: 'q', Expression, Period: 60 }] });
const stage = { Parameters: { P: { Type: 'String' } } };

describeRule(functionAlarms, [
  ['throttles will do', alarmed(metric('Throttles', OF_WORKER)), {}],
  ['duration will not', alarmed(metric('Duration', OF_WORKER)), { finds: ['warning Worker'] }],
  ['by its literal name', alarmed(metric('Errors', ['FunctionName', 'worker'])), {}],
  ['another function\'s', alarmed(metric('Errors', ['FunctionName', 'other'])), { finds: ['warning Worker'] }],
  ['through its alias', alarmed(metric('Errors', OF_WORKER, ['Resource', { 'Fn::Sub': '${Worker}:live' }])), {}],
  ['in a rate', alarmed({
    Metrics: [
      { Id: 'e', MetricStat: { Metric: metric('Errors', OF_WORKER), Stat: 'Sum', Period: 60 }, ReturnData: false },
      { Id: 'i', MetricStat: { Metric: metric('Invocations', OF_WORKER), Stat: 'Sum', Period: 60 }, ReturnData: false },
      { Id: 'r', Expression: 'e / i' },
    ],
  }), {}],
  ['errors of its own kind', alarmed({ ...metric('Errors', OF_WORKER), Namespace: 'Shop' }), { finds: ['warning Worker'] }],
  ['an alarm by something else than the function', alarmed(metric('Errors', ['Resource', 'worker:live'])), { unknown: ['Worker'] }],
  ['a query that a condition narrows', alarmed(query('SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = \'other\'')), { finds: ['warning Worker'] }],
  ['a query of another metric', alarmed(query('SELECT MAX(Duration) FROM SCHEMA("AWS/Lambda", FunctionName)')), { finds: ['warning Worker'] }],
  ['a query in another namespace', alarmed(query('SELECT SUM(Errors) FROM "Shop"')), { finds: ['warning Worker'] }],
  ['an expression that only speaks of them', alarmed(query('Errors_of_AWS/Lambda * 2')), { finds: ['warning Worker'] }],
  ['an alarm on all functions of the account', alarmed(metric('Errors')), {}],
  ['a query over all functions', alarmed({ Metrics: [{ Id: 'q', Expression: 'SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName', Period: 60 }] }), {}],
  ['an alarm that tells nobody', alarmed({ ...metric('Errors', OF_WORKER), AlarmActions: [] }), { finds: ['warning Worker'], mends: ['Give Alarm an action'] }],
  ['an alarm whose actions are off', alarmed({ ...metric('Errors', OF_WORKER), ActionsEnabled: false }), { finds: ['warning Worker'] }],
  ['an alarm that a composite tells of', alarmed({ ...metric('Errors', OF_WORKER), AlarmActions: [] }, {
    All: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: { 'Fn::Sub': 'ALARM("${Alarm}")' }, ...NOTIFY } },
  }), {}],
  ['actions switched by a parameter', alarmed({ ...metric('Errors', OF_WORKER), ActionsEnabled: { Ref: 'P' } }, {}, stage), { unknown: ['Worker'] }],
  ['a function given at deployment', alarmed(metric('Errors', ['FunctionName', { Ref: 'P' }]), {}, stage), { unknown: ['Worker'] }],
  ['CDK\'s own handler', template({ LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction() }), {}],
  ['the metric of an edge function is in other regions', template({
    Worker: lambdaFunction(),
    V: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Worker' } }],
    D: ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'V' } }] } } }],
  }), {}],
  ['wrong types', alarmed({ MetricName: 5, Namespace: [], Dimensions: 'x', AlarmActions: { a: 1 } }), { finds: ['warning Worker'] }],
]);

test('an alarm that tells nobody is named', () => {
  expect(findingsOf(functionAlarms, alarmed({ ...metric('Errors', OF_WORKER), AlarmActions: [] }))[0].message).toBe('Its alarm Alarm tells nobody.');
});
