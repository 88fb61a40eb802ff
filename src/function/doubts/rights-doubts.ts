import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Doubt } from './doubt';
import { isAttached, isPolicy } from '../../access/attached-policies';
import { asList, RenderedStatement } from '../../access/rendered-statement';
import { isMadeElsewhere } from '../../defaults/made-elsewhere';
import { covers } from '../../reference/action-pattern';
import { patternTakesResource, takesResource } from '../../reference/service-authorization';

/** Everything, or everything that a service has: `*`, `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`. */
const EVERYTHING = /^(\*+|arn:[^:]*:[a-z0-9-]+:\*?:\*?:\*)$/;

/** Lambda makes and deletes a function's interfaces under ids that nobody knows before. */
const OWN_INTERFACES = /^ec2:((create|delete|describe)networkinterfaces?|(un)?assignprivateipaddresses)$/i;

const LOG_WRITES = ['logs:PutLogEvents', 'logs:CreateLogStream', 'logs:CreateLogGroup'];

/** What is doubtful about what a function's role may do: in its own policies, and in those that stand below the function. */
export function rightsDoubts(fn: lambda.Function): Doubt[] {
  if (!(fn.role instanceof iam.Role) || isMadeElsewhere(fn.role)) return [];
  const allowed = statementsOf(fn, fn.role).filter(({ Effect }) => Effect === 'Allow');
  return [
    ...managed(fn.role),
    ...doubt(allowed.flatMap(wildActions), 'action-wildcard', 'A role must name every action it allows, or it grants what is never needed',
      'List the actions that the function calls, or say what it is for: fn.grantAccess(Access. ...).'),
    ...doubt(allowed.flatMap(statement => wideActions(statement, fn)), 'resource-wildcard',
      'A role must name the resources it reaches, or it reaches those of other teams too', 'Replace * by the ARNs that the function works on.'),
    ...doubt(allowed.flatMap(statement => foreignLogs(statement, fn)), 'other-functions-logs',
      'A function must write to its own log group only, or it can forge the logs of others', 'Remove the statement: the right to log is there already.'),
  ];
}

function doubt(found: string[], rule: string, must: string, remedy: string): Doubt[] {
  return found.length === 0 ? [] : [{ rule, must, given: [...new Set(found)].sort().join(', '), remedy }];
}

function managed(role: iam.Role): Doubt[] {
  const resource = role.node.defaultChild as iam.CfnRole;
  const arns = (Stack.of(role).resolve(resource.managedPolicyArns) ?? []) as unknown[];
  return doubt(arns.map(textOf).filter(arn => arn.includes(':iam::aws:policy/')).map(arn => arn.replace(/.*policy\//, '')), 'aws-managed-policy',
    'A role must have no policy of AWS: those allow their actions on every resource, and AWS changes them', 'Replace it by statements for what the function works on.');
}

function wildActions({ Action, NotAction }: RenderedStatement): string[] {
  return [...asList(Action).filter(action => action.includes('*')), ...asList(NotAction).map(action => `everything but ${action}`)];
}

function wideActions({ Action, Resource, NotResource, Condition }: RenderedStatement, fn: lambda.Function): string[] {
  const isWide = NotResource !== undefined || resourcesIn(Resource, fn).some(resource => EVERYTHING.test(resource));
  if (!isWide || Condition !== undefined) return [];
  return asList(Action)
    .filter(action => !(fn.isBoundToVpc && OWN_INTERFACES.test(action)))
    .filter(action => /[*?]/.test(action) ? patternTakesResource(action) : takesResource(action) === 'always');
}

/** `*` alone is a matter of the resources. */
function foreignLogs({ Action, Resource }: RenderedStatement, fn: lambda.Function): string[] {
  if (!asList(Action).some(action => LOG_WRITES.some(write => covers(action, write)))) return [];
  const own = textOf(Stack.of(fn).resolve(fn.logGroup.logGroupArn));
  return resourcesIn(Resource, fn).filter(resource => resource !== '*' && resource !== own && !resource.startsWith(own.replace(/\*$/, '')));
}

function statementsOf(fn: lambda.Function, role: iam.Role): RenderedStatement[] {
  const inline = Stack.of(role).resolve((role.node.defaultChild as iam.CfnRole).policies) as { policyDocument: unknown }[] | undefined;
  const attached = [...new Set([...role.node.findAll(), ...fn.node.findAll()])]
    .filter(isPolicy)
    // Below a function stand policies of others too: of the roles of its schedules, of its smoke test.
    .filter(policy => isAttached(policy, role));
  return [...inline ?? [], ...attached].map(policy => written(policy.policyDocument, fn))
    .flatMap(document => asList((document as { Statement?: RenderedStatement | RenderedStatement[] } | undefined)?.Statement));
}

/** A document as it was written: to resolve every policy twice would cost each synthesis. */
function written(document: unknown, fn: lambda.Function): unknown {
  return document instanceof iam.PolicyDocument ? document.toJSON() : Stack.of(fn).resolve(document);
}

function resourcesIn(resources: unknown, fn: lambda.Function): string[] {
  return asList(Stack.of(fn).resolve(resources) as unknown).map(textOf);
}

/** A text with `*` for every parameter of CloudFormation in it; a reference to a resource of the app stays what it is. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'];
  if (parts) return parts[1].map(textOf).join(parts[0]);
  const name = (value as { Ref?: string } | undefined)?.Ref;
  return name?.startsWith('AWS::') ? '*' : JSON.stringify(value);
}
