import { describeRule, template } from './support';
import { shortestGap } from '../../src/inventory/schedule-expression';
import { lambdaFunction } from '../../src/rules/example-parts';
import { scheduleOverlap } from '../../src/rules/schedule-overlap';

const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const app = (timeout: unknown, expression: unknown, properties: object = {}, rule: object = {}, sections = {}) => template({
  Worker: lambdaFunction({ Timeout: timeout, ...properties }),
  Tick: ['AWS::Events::Rule', { ScheduleExpression: expression, Targets: [{ Id: 'a', Arn: arn }], ...rule }],
}, sections);
const scheduled = (timeout: number, expression: string, more: object = {}) => template({
  Worker: lambdaFunction({ Timeout: timeout }), Tick: ['AWS::Scheduler::Schedule', { ScheduleExpression: expression, Target: { Arn: arn }, ...more }],
});
const parameter = { Parameters: { P: { Type: 'String' } } };

describeRule(scheduleOverlap, [
  ['just in time', app(300, 'rate(5 minutes)'), {}],
  ['one second too long', app(301, 'rate(5 minutes)'), { finds: ['warning Worker'], mends: ['or its Timeout to 300'] }],
  ['once at a time', app(600, 'rate(5 minutes)', { ReservedConcurrentExecutions: 1 }), {}],
  ['twice at a time', app(600, 'rate(5 minutes)', { ReservedConcurrentExecutions: 2 }), { finds: ['warning Worker'] }],
  ['stopped', app(600, 'rate(5 minutes)', { ReservedConcurrentExecutions: 0 }), {}],
  ['perhaps once at a time', app(600, 'rate(5 minutes)', { ReservedConcurrentExecutions: { Ref: 'P' } }, {}, parameter), { unknown: ['Worker'] }],
  ['perhaps once at a time, and just in time', app(300, 'rate(5 minutes)', { ReservedConcurrentExecutions: { Ref: 'P' } }, {}, parameter), {}],
  ['a rule that is off', app(600, 'rate(5 minutes)', {}, { State: 'DISABLED' }), {}],
  ['a rule on events', template({
    Worker: lambdaFunction({ Timeout: 600 }), Rule: ['AWS::Events::Rule', { EventPattern: { source: ['a'] }, Targets: [{ Id: 'a', Arn: arn }] }],
  }), {}],
  ['a cron every five minutes', app(301, 'cron(0/5 * * * ? *)'), { finds: ['warning Worker'] }],
  ['Scheduler', scheduled(120, 'rate(1 minute)'), { finds: ['warning Worker'] }],
  ['Scheduler, off', scheduled(120, 'rate(1 minute)', { State: 'DISABLED' }), {}],
  ['Scheduler, once', scheduled(900, 'at(2027-01-01T00:00:00)'), {}],
  ['a schedule that a parameter gives', app(60, { Ref: 'P' }, {}, {}, parameter), { unknown: ['Worker'] }],
  ['a timeout that a parameter gives', app({ Ref: 'P' }, 'rate(5 minutes)', {}, {}, parameter), { unknown: ['Worker'] }],
  ['a schedule that is none', app(60, 'now and then'), { unknown: ['Worker'] }],
]);

test.each([
  ['rate(1 minute)', 60], ['rate(5 minutes)', 300], ['rate(2 hours)', 7200], ['rate(1 day)', 86_400],
  ['cron(* * * * ? *)', 60], ['cron(*/10 * * * ? *)', 600], ['cron(0/20 * * * ? *)', 1200], ['cron(0 * * * ? *)', 3600],
  ['cron(0,1 12 * * ? *)', 60], ['cron(55,5 * * * ? *)', 600], ['cron(55,5 8,12 * * ? *)', 3000], ['cron(0-10/5 3 ? * MON-FRI *)', 300],
  ['cron(0 12 * * ? *)', 86_400], ['cron(30 8-10 * * ? *)', 3600], ['cron(59 23,0 * * ? *)', 3600], ['at(2027-01-01T00:00:00)', Infinity],
  ['cron(60 * * * ? *)', undefined], ['cron(*/0 * * * ? *)', undefined], ['cron(A * * * ? *)', undefined], ['cron(* *)', undefined], ['', undefined],
])('%s fires at most every %s s', (expression, gap) => {
  expect(shortestGap(expression)).toBe(gap);
});
