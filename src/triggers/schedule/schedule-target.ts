import { ArnFormat, Stack, aws_iam as iam, aws_lambda as lambda, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { Access } from '../../access/access';
import { ServiceRole } from '../../defaults/service-role';
import { LONGEST_DELIVERY } from '../event-bridge-delivery';
import { grantInvokeOnly } from '../trigger-target';
import { parkingOf } from '../undelivered';

/** A function as the target of a schedule; invocations that cannot be delivered are parked. */
export class ScheduleTarget implements scheduler.IScheduleTarget {
  constructor(private readonly target: lambda.IFunction, private readonly input?: scheduler.ScheduleTargetInput) {}

  /** Gives the schedule a role that may invoke this function and park what it cannot deliver; nothing else. */
  public bind(schedule: scheduler.ISchedule): scheduler.ScheduleTargetConfig {
    const parking = parkingOf(this.target);
    const role = new ServiceRole(schedule, 'Role', schedulesOf(schedule));
    grantInvokeOnly(this.target, role);
    Access.sendMessages(parking).grantTo(role);
    return {
      arn: this.target.functionArn,
      role,
      input: this.input,
      deadLetterConfig: { arn: parking.queueArn },
      retryPolicy: LONGEST_DELIVERY,
    };
  }
}

/** A role knows the group of its schedules, not the schedules: those name the role. */
function schedulesOf(schedule: scheduler.ISchedule): iam.IPrincipal {
  const stack = Stack.of(schedule);
  const group = schedule.scheduleGroup?.scheduleGroupArn ?? stack.formatArn({
    service: 'scheduler', resource: 'schedule-group', resourceName: 'default', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return new iam.ServicePrincipal('scheduler.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group } },
  });
}
