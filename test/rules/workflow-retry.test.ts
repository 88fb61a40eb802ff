import { describeRule, findingsOf, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { workflowRetry } from '../../src/rules/workflow-retry';

const pay = (more = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: { Ref: 'Worker' } }, End: true, ...more });
const machine = (states: object, properties = {}) => template({
  Worker: lambdaFunction(), Machine: ['AWS::StepFunctions::StateMachine', { Definition: { States: states }, ...properties }],
});
const retry = (...errors: string[]) => ({ Retry: [{ ErrorEquals: errors }] });
const caught = (...errors: string[]) => ({ Catch: [{ ErrorEquals: errors, Next: 'Sorry' }] });
const inside = (more: object) => ({ Both: { Type: 'Parallel', Branches: [{ States: { Pay: pay() } }], ...more } });

describeRule(workflowRetry, [
  ['nothing', machine({ Pay: pay() }), { finds: ['warning Machine'] }],
  ['a retry of service errors', machine({ Pay: pay(retry('Lambda.ServiceException')) }), {}],
  ['a retry of everything', machine({ Pay: pay(retry('States.ALL')) }), {}],
  ['a retry of failed tasks', machine({ Pay: pay(retry('States.TaskFailed')) }), {}],
  ['a retry of the function\'s own errors', machine({ Pay: pay(retry('CardDeclined', 'States.Timeout')) }), { finds: ['warning Machine'] }],
  ['a retry that never retries', machine({ Pay: pay({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] }) }), { finds: ['warning Machine'] }],
  ['a catch', machine({ Pay: pay(caught('States.ALL')) }), {}],
  ['a catch around the branch', machine(inside(caught('States.ALL'))), {}],
  ['nothing around the branch', machine(inside({})), { finds: ['warning Machine'] }],
  ['a map that retries', machine({ Each: { Type: 'Map', ItemProcessor: { States: { Pay: pay() } }, ...retry('States.TaskFailed') } }), {}],
  ['the function\'s ARN as the task', machine({ Pay: { Type: 'Task', Resource: { 'Fn::GetAtt': ['Worker', 'Arn'] } } }), { finds: ['warning Machine'] }],
  ['a definition written as text', machine({}, {
    Definition: undefined, DefinitionString: { 'Fn::Join': ['', ['{"States":{"Pay":{"Type":"Task","Resource":"', { 'Fn::GetAtt': ['Worker', 'Arn'] }, '"}}}']] },
  }), { finds: ['warning Machine'] }],
  ['a task of another service', machine({ Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem' } }), {}],
  ['a retry given at deployment', { ...machine({ Pay: pay({ Retry: [{ Ref: 'E' }] }) }), Parameters: { E: { Type: 'String' } } }, { unknown: ['Machine'] }],
  ['errors given at deployment', { ...machine({ Pay: pay({ Retry: [{ ErrorEquals: [{ Ref: 'E' }] }] }) }), Parameters: { E: { Type: 'String' } } }, { unknown: ['Machine'] }],
  ['a definition outside', machine({}, { Definition: undefined, DefinitionS3Location: { Bucket: 'b', Key: 'k' } }), { unknown: ['Machine'] }],
]);

test('the message names the state', () => {
  expect(findingsOf(workflowRetry, machine({ Pay: pay() }))[0].message).toBe('Pay invokes Worker, and one error of Lambda itself fails the execution.');
});
