import { Duration, Stack, TimeZone, aws_kms as kms, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ScheduleTrigger, SteadfastDefaults } from '../../src';
import { shortestInterval } from '../../src/triggers/schedule/shortest-interval';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

const HOURLY = scheduler.ScheduleExpression.rate(Duration.hours(1));
const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const PARKING = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] };

test('the clock invokes the live alias, and parks what it cannot deliver', () => {
  steadfastFunction(stack).addEventSource(new ScheduleTrigger(HOURLY));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 hour)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: LIVE, DeadLetterConfig: { Arn: PARKING }, RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
    },
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: PARKING } } });
});

test.each([
  ['a steadfast function', steadfastFunction, [LIVE, PARKING]],
  ['a plain function', plainFunction, [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Plain'), 'Arn'] }, PARKING]],
])('the role may invoke %s by one ARN and park, and nothing else', (_name, make, [invoked, parked]) => {
  make(stack).addEventSource(new ScheduleTrigger(HOURLY));
  const role = Template.fromStack(stack).findResources('AWS::IAM::Role', {
    Properties: {
      Policies: [{
        PolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: invoked },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: parked },
          ],
        },
      }],
    },
  });
  expect(Object.keys(role)).toEqual([expect.stringContaining('ScheduleRole')]);
});

test('only schedules of the group may take the role', () => {
  const scheduleGroup = new scheduler.ScheduleGroup(stack, 'Group');
  steadfastFunction(stack).addEventSource(new ScheduleTrigger(HOURLY, { scheduleGroup }));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [Match.objectLike({
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^Group'), 'Arn'] } } },
      })],
    },
  });
});

test('the role may use the key of the parking queue', () => {
  SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
  plainFunction(stack).addEventSource(new ScheduleTrigger(HOURLY));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    Policies: [{ PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: ['kms:GenerateDataKey', 'kms:Decrypt'] })]) } }],
  });
});

test('time zone, window, input and end are the user\'s', () => {
  const nightly = scheduler.ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_BERLIN });
  steadfastFunction(stack).addEventSource(new ScheduleTrigger(nightly, {
    timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(10)),
    input: scheduler.ScheduleTargetInput.fromObject({ at: scheduler.ContextAttribute.scheduledTime }),
    end: new Date('2030-01-01T00:00:00Z'),
  }));
  Template.fromStack(stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
    EndDate: '2030-01-01T00:00:00.000Z',
    Target: Match.objectLike({ Input: '{"at":"<aws.scheduler.scheduled-time>"}' }),
  });
});

describe('runs that may overlap', () => {
  const every = (minutes: number): ScheduleTrigger => new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.minutes(minutes)));
  const WARNING = Match.stringLikeRegexp('given: every 60 seconds with a timeout of 120');

  test('are said', () => {
    steadfastFunction(stack, 'Function', { timeout: Duration.minutes(2) }).addEventSource(every(1));
    Annotations.fromStack(stack).hasWarning('/Stack/Function', WARNING);
  });

  test('are not where one runs at a time, or the clock is slower', () => {
    steadfastFunction(stack, 'One', { timeout: Duration.minutes(2), reservedConcurrentExecutions: 1 }).addEventSource(every(1));
    steadfastFunction(stack, 'Slow', { timeout: Duration.minutes(2) }).addEventSource(every(2));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('must not fire again'));
  });
});

test.each<[string, number | undefined]>([
  ['rate(5 minutes)', 5],
  ['rate(1 hour)', 60],
  ['cron(0 3 * * ? *)', 60],
  ['cron(* * * * ? *)', 1],
  ['cron(*/15 * * * ? *)', 15],
  ['cron(5/20 * * * ? *)', 20],
  ['cron(10,12,50 * * * ? *)', 2],
  ['cron(58,1 * * * ? *)', 3],
  ['cron(10-12 * * * ? *)', 1],
  ['at(2030-01-01T00:00:00)', undefined],
])('%s fires every %d minutes at most', (expression, minutes) => {
  expect(shortestInterval(expression)?.toMinutes()).toBe(minutes);
});
