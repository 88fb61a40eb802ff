import { Stack, aws_applicationautoscaling as scaling, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ProvisionedConcurrencyOptions } from './provisioned-concurrency-options';
import { requireThat } from '../validation/steadfast-error';

/** Application Auto Scaling acts by a role of its own, which AWS makes in every account. */
const SCALING_ROLE = 'aws-service-role/lambda.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency';

/** Keeps executions of a function's version warm (docs/decisions/004-provisioned-concurrency-on-the-version.md). */
export function provision(fn: lambda.Function, options: ProvisionedConcurrencyOptions): void {
  refuseBadNumbers(fn, options);
  warm(fn, options.executions);
  scale(fn, options);
}

/**
 * A version is published anew only when the function itself changed: the number stands in the description,
 * so that another number makes another version instead of a failing deployment.
 */
function warm(fn: lambda.Function, executions: number): void {
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  const version = fn.currentVersion.node.defaultChild as lambda.CfnVersion;
  requireThat(fn, version.provisionedConcurrencyConfig === undefined, {
    must: 'How many executions are kept warm must be decided once',
    given: 'concurrency and currentVersionOptions.provisionedConcurrentExecutions',
    remedy: 'Remove one of them.',
  });
  resource.description = [resource.description, `(${executions} kept warm)`].filter(Boolean).join(' ');
  version.provisionedConcurrencyConfig = { provisionedConcurrentExecutions: executions };
}

/** Lets the number follow use and schedules. */
function scale(fn: lambda.Function, options: ProvisionedConcurrencyOptions): void {
  const { executions, maxExecutions, targetUtilization = 0.7, schedules = [] } = options;
  if (maxExecutions === undefined && schedules.length === 0) return;
  const target = new scaling.ScalableTarget(fn, 'ProvisionedScaling', {
    serviceNamespace: scaling.ServiceNamespace.LAMBDA,
    scalableDimension: 'lambda:function:ProvisionedConcurrency',
    resourceId: `function:${fn.currentVersion.functionName}`,
    minCapacity: executions,
    maxCapacity: maxExecutions ?? executions,
    role: iam.Role.fromRoleArn(fn, 'ScalingRole', Stack.of(fn).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: SCALING_ROLE })),
  });
  if (maxExecutions !== undefined) {
    target.scaleToTrackMetric('Use', {
      targetValue: targetUtilization,
      predefinedMetric: scaling.PredefinedMetric.LAMBDA_PROVISIONED_CONCURRENCY_UTILIZATION,
    });
  }
  schedules.forEach(({ schedule, min, max }, index) => target.scaleOnSchedule(`Schedule${index + 1}`, { schedule, minCapacity: min, maxCapacity: max ?? min }));
}

function refuseBadNumbers(scope: IConstruct, options: ProvisionedConcurrencyOptions): void {
  const { executions, maxExecutions, targetUtilization = 0.7, reserved } = options;
  const most = maxExecutions ?? executions;
  requireThat(scope, Number.isInteger(executions) && executions >= 1, {
    must: 'The number of executions kept warm must be a whole number of at least 1',
    given: `${executions}`,
    remedy: 'Keep 1 or more warm, or leave provisioned concurrency out.',
  }, executions);
  requireThat(scope, most >= executions, {
    must: 'The most that is kept warm must not be below the least',
    given: `executions ${executions} and maxExecutions ${most}`,
    remedy: 'Raise maxExecutions or lower executions.',
  }, executions, most);
  requireThat(scope, targetUtilization >= 0.1 && targetUtilization <= 0.9, {
    must: 'The target utilization must be between 0.1 and 0.9',
    given: `${targetUtilization}`,
    remedy: 'Choose a part of 1, for example 0.7.',
  }, targetUtilization);
  requireThat(scope, reserved === undefined || most <= reserved, {
    must: 'The most that is kept warm must fit into the reserved concurrency, of which it is a part',
    given: `${most} kept warm and ${reserved} reserved`,
    remedy: `Reserve at least ${most}, or keep at most ${reserved} warm.`,
  }, most, reserved);
}
