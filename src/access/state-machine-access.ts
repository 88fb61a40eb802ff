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

function onMachine(machine: sfn.IStateMachine, grantee: iam.IGrantable, action: string): iam.Grant {
  return grantExactly({ grantee, resource: machine, actions: [action], resourceArns: [machine.stateMachineArn] });
}
