import { Lazy, Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerInline, answerWildcard } from '../acknowledgements/rights-answers';
import { isReportedOn, reportWithout } from '../defaults/made-elsewhere';
import { holdToBoundary } from '../defaults/role-boundary';
import { interfaceRights } from '../network/interface-rights';

/** The policies of AWS that CDK attaches to a function's role, replaced here by exact statements. */
const REPLACED = ['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole', 'AWSLambdaBasicDurableExecutionRolePolicy'];

/** The rights of a durable function to save and read its own progress (AWS managed policy AWSLambdaBasicDurableExecutionRolePolicy). */
const DURABLE_RIGHTS = ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'];

/** What CDK lets a function that is traced do. */
const TRACING_RIGHTS = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/**
 * Takes the AWS-managed policies off the role that CDK made for a function, and gives it what it needs of them.
 *
 * A role that the user gave keeps its policies and its boundary.
 */
export function ownRole(fn: lambda.Function, props: lambda.FunctionOptions): void {
  if (!props.role && fn.role instanceof iam.Role) {
    detachManagedPolicies(fn.role);
    holdToBoundary(fn.role);
    answerInline(fn.role);
  }
  answerWildcard(fn, { resource: '*', actions: TRACING_RIGHTS, reason: WILDCARD_REASONS.traces });
  if (fn.isBoundToVpc) letAttach(fn);
  if (props.durableConfig) letCheckpoint(fn);
}

/** Policies that the user attaches later still arrive: the list is read when the template is written. */
function detachManagedPolicies(role: iam.Role): void {
  if (isReportedOn(role)) reportWithout(role, isReplaced);
  const resource = role.node.defaultChild as iam.CfnRole | undefined;
  if (!resource) return;
  const attached = resource.managedPolicyArns;
  resource.managedPolicyArns = Lazy.list({
    produce: () => {
      const arns = (Stack.of(role).resolve(attached) ?? []) as string[];
      return arns.filter(arn => !isReplaced(arn));
    },
  }, { omitEmpty: true });
}

function letAttach(fn: lambda.Function): void {
  const rights = interfaceRights();
  rights.forEach(statement => fn.addToRolePolicy(statement));
  answerWildcard(fn, { resource: '*', actions: rights.flatMap(({ actions }) => actions), reason: WILDCARD_REASONS.interfaces });
}

function isReplaced(arn: unknown): boolean {
  return REPLACED.some(name => JSON.stringify(arn).includes(`/${name}"`));
}

/** A policy of its own: it names the function, and the function waits for the role's other policy. */
function letCheckpoint(fn: lambda.Function): void {
  const executions = `${fn.functionArn}:*`;
  const policy = new iam.Policy(fn, 'DurableProgress', { statements: [new iam.PolicyStatement({ actions: DURABLE_RIGHTS, resources: [executions] })] });
  answerInline(policy);
  answerWildcard(policy, { resource: executions, actions: DURABLE_RIGHTS, reason: WILDCARD_REASONS.durableExecutions });
  fn.role?.attachInlinePolicy(policy);
}
