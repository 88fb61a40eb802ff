import { Annotations, CfnResource, Stack, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { permitDeployment } from './deployment-role';
import { rollbackAlarm, RollbackThreshold } from './rollback-alarm';
import { SmokeTest } from './smoke-test';
import { SmokeTestHook } from './smoke-test-hook';
import { QUOTAS } from '../reference/quotas';
import { explain, requireThat } from '../validation/steadfast-error';

/** What a gradual release of an alias consists of. */
export interface GradualRelease {
  /** How traffic moves. */
  readonly deploymentConfig: codedeploy.ILambdaDeploymentConfig;
  /** When the new version is taken back. */
  readonly threshold: RollbackThreshold;
  /** The user's alarms that take it back too. */
  readonly alarms: cloudwatch.IAlarm[];
  /** What the new version must do right before it sees traffic. */
  readonly smokeTest?: SmokeTest;
  /** The user's function that is asked before traffic moves. */
  readonly beforeTraffic?: lambda.IFunction;
  /** The user's function that is asked after all traffic moved. */
  readonly afterTraffic?: lambda.IFunction;
}

const MOST_ALARMS = QUOTAS.deploymentAlarms.value;

const APPLICATION = 'SteadfastReleases';

/** Lets CodeDeploy move the traffic of an alias to each new version, and back when an alarm says so. */
export function releaseGradually(alias: lambda.Alias, release: GradualRelease): codedeploy.LambdaDeploymentGroup {
  const scope = alias.node.scope as Construct;
  refuseContradictions(scope, release);
  const ownAlarm = rollbackAlarm(scope, alias, release.threshold);
  const preHook = release.smokeTest ? new SmokeTestHook(scope, 'SmokeTest', alias.version, release.smokeTest) : hookFunction(release.beforeTraffic);
  const postHook = hookFunction(release.afterTraffic);
  const hooks = [preHook, postHook].filter((hook): hook is lambda.IFunction => hook !== undefined);
  const { role, policies } = permitDeployment(scope, { alias, alarms: release.alarms, hooks });

  const group = new codedeploy.LambdaDeploymentGroup(scope, 'DeploymentGroup', {
    alias,
    application: applicationOf(Stack.of(scope)),
    deploymentConfig: release.deploymentConfig,
    alarms: [ownAlarm, ...release.alarms],
    // CDK attaches a policy of AWS to whatever role may be changed.
    role: role.withoutPolicyUpdates(),
    preHook,
    postHook,
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
  });
  alias.node.addValidation({ validate: () => hazardsOf(alias) });
  // Traffic must not move before it is watched, and not before CodeDeploy may move it.
  waitFor(alias, [ownAlarm, ...policies, ...(release.smokeTest && preHook ? [preHook] : [])]);
  return group;
}

/**
 * The function that CodeDeploy is told of.
 *
 * A deployment names its hooks by the name of a function (CodeDeployLambdaAliasUpdate, AWS CloudFormation User Guide). A steadfast function
 * answers with the name of its live alias, of which nobody says that CodeDeploy takes it: the function behind it is named instead.
 */
function hookFunction(hook: lambda.IFunction | undefined): lambda.IFunction | undefined {
  return (hook as { unqualified?: lambda.IFunction } | undefined)?.unqualified ?? hook;
}

/** One application a stack; it holds 1,000 deployment groups (AWS CodeDeploy quotas). */
function applicationOf(stack: Stack): codedeploy.LambdaApplication {
  const made = stack.node.tryFindChild(APPLICATION) as codedeploy.LambdaApplication | undefined;
  if (made) return made;
  const application = new codedeploy.LambdaApplication(stack, APPLICATION);
  Annotations.of(application).addInfoV2('cdk-steadfast:canary-limits',
    'What a gradual release cannot do: shift the deployment that creates the alias (there is no old version yet), '
    + 'or one that changes the function\'s role or its own dead-letter queue (CodeDeploy shifts only between versions that share both: '
    + 'deploy such a change with Release.allAtOnce() first). See docs/releases.md.');
  return application;
}

function refuseContradictions(scope: Construct, release: GradualRelease): void {
  requireThat(scope, release.alarms.length < MOST_ALARMS, {
    must: `A release must be watched by at most ${MOST_ALARMS} alarms, of which one is its own`,
    given: `${release.alarms.length} more`,
    remedy: `Put several alarms into a composite alarm, and give at most ${MOST_ALARMS - 1}.`,
  });
  requireThat(scope, !(release.smokeTest && release.beforeTraffic), {
    must: 'One function must decide whether a new version may see traffic',
    given: 'smokeTest and beforeTraffic',
    remedy: 'Remove one of them, or test from within the beforeTraffic function.',
  });
}

/** What only the finished alias shows. */
function hazardsOf(alias: lambda.Alias): string[] {
  const resource = alias.node.defaultChild as lambda.CfnAlias;
  const provisioned = resource.provisionedConcurrencyConfig && explain({
    must: 'Provisioned concurrency must be on the version and not on an alias whose traffic shifts: if the new version does not start, the alias keeps its weights and refuses every later deployment',
    given: `provisioned concurrency on ${alias.node.path}`,
    remedy: 'Set it on the version (currentVersionOptions.provisionedConcurrentExecutions), or release with Release.allAtOnce().',
  });
  const weighted = resource.routingConfig && explain({
    must: 'The traffic of an alias must be divided by one hand',
    given: `weights on ${alias.node.path} and a gradual release`,
    remedy: 'Remove additionalVersions from the alias, or release with Release.allAtOnce().',
  });
  return [provisioned, weighted].filter((hazard): hazard is string => typeof hazard === 'string');
}

function waitFor(alias: lambda.Alias, prerequisites: Construct[]): void {
  const resource = alias.node.defaultChild as lambda.CfnAlias;
  prerequisites
    .flatMap(prerequisite => prerequisite.node.findAll())
    .filter((construct): construct is CfnResource => construct instanceof CfnResource)
    .forEach(prerequisite => resource.addResourceDependency(prerequisite));
}
