import { aws_iam as iam, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Start executions without waiting for them. */
export function startExecution(machine: sfn.IStateMachine, grantee: iam.IGrantable): iam.Grant {
  return onMachine(machine, grantee, 'states:StartExecution');
}

/** Start executions of an express workflow and wait for their result. */
export function startSyncExecution(machine: sfn.IStateMachine, grantee: iam.IGrantable): iam.Grant {
  return onMachine(machine, grantee, 'states:StartSyncExecution');
}

/**
 * Answer the tasks that wait for a token.
 *
 * The service authorization reference knows no resource for these actions, Step Functions asks for the state machine's all the same (aws/aws-cdk#8486).
 */
export function answerTasks(machine: sfn.IStateMachine, grantee: iam.IGrantable): iam.Grant {
  return onMachine(machine, grantee, 'states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat');
}

function onMachine(machine: sfn.IStateMachine, grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
  return grantExactly({ grantee, resource: machine, actions, resourceArns: [machine.stateMachineArn] });
}
