import { CfnDeletionPolicy, Duration, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { releaseGradually } from './gradual-release';
import { SmokeTest } from './smoke-test';
import { deploymentConfigOf, TrafficShift } from './traffic-shift';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { explain, requireThat } from '../validation/steadfast-error';

/** Decisions about versions, however they are released. */
export interface VersionOptions {
  /**
   * Keeps every version that was ever published, so that the alias can be pointed back by hand.
   *
   * CloudFormation can keep all or only the one that is live, not a number of them; they fill the 75 GB of code storage of an account (AWS Lambda quotas).
   * @default false - an old version is deleted once the deployment that replaced it has succeeded
   */
  readonly keepOldVersions?: boolean;
}

/** Decisions about every release that moves traffic step by step. */
export interface GradualReleaseOptions extends VersionOptions {
  /**
   * The share of the new version's invocations whose failure takes it back, in percent, over five minutes.
   *
   * @default 5
   */
  readonly errorRate?: number;

  /**
   * How many invocations of the new version must fail at least before it is taken back, over five minutes.
   *
   * @default 2
   */
  readonly minimumErrors?: number;

  /**
   * More alarms that take the new version back, for example on the 5xx answers of its API; at most 9.
   *
   * @default - only the release's own alarm on errors of the new version
   */
  readonly alarms?: cloudwatch.IAlarm[];

  /**
   * What the new version must do right before it sees traffic.
   *
   * @default - nothing
   */
  readonly smokeTest?: SmokeTest;

  /**
   * A function of yours that CodeDeploy asks before traffic moves, instead of a smoke test; it reports by PutLifecycleEventHookExecutionStatus, for which it gets the right.
   *
   * @default - none
   */
  readonly beforeTraffic?: lambda.IFunction;

  /**
   * A function of yours that CodeDeploy asks after all traffic moved; it reports by PutLifecycleEventHookExecutionStatus, for which it gets the right.
   *
   * @default - none
   */
  readonly afterTraffic?: lambda.IFunction;
}

/** Decisions about a release in two steps. */
export interface CanaryReleaseOptions extends GradualReleaseOptions {
  /**
   * The share of traffic that the new version sees first, in percent.
   *
   * @default 10
   */
  readonly percentage?: number;

  /**
   * How long it is watched before it sees all traffic; whole minutes, at most 48 hours (AWS CodeDeploy quotas).
   *
   * @default Duration.minutes(10) - twice the window of the rollback alarm
   */
  readonly interval?: Duration;
}

/** Decisions about a release in equal steps. */
export interface LinearReleaseOptions extends GradualReleaseOptions {
  /**
   * The share of traffic that each step adds, in percent.
   *
   * @default 10
   */
  readonly percentage?: number;

  /**
   * How long each step is watched; whole minutes, all steps together at most 48 hours (AWS CodeDeploy quotas).
   *
   * @default Duration.minutes(3)
   */
  readonly interval?: Duration;
}

/**
 * How a new version takes over the traffic of its alias.
 *
 * Gradual releases are undone by CodeDeploy as soon as an alarm on the new version says so. A stage may switch them off:
 * `SteadfastDefaults.of(stage).set({ gradualReleases: false })`.
 */
export class Release {
  /** Points the alias at the new version in one step, without CodeDeploy. */
  public static allAtOnce(options: VersionOptions = {}): Release {
    return new Release(options);
  }

  /** Shifts a small share of traffic first, and the rest if no alarm objects. */
  public static canary(options: CanaryReleaseOptions = {}): Release {
    const { percentage = 10, interval = Duration.minutes(10) } = options;
    return Release.shifting({ kind: 'Canary', percentage, interval }, options);
  }

  /** Shifts traffic in equal steps, as long as no alarm objects. */
  public static linear(options: LinearReleaseOptions = {}): Release {
    const { percentage = 10, interval = Duration.minutes(3) } = options;
    return Release.shifting({ kind: 'Linear', percentage, interval }, options);
  }

  /** Shifts traffic as a deployment configuration of yours says; also all at once, after a smoke test. */
  public static custom(deploymentConfig: codedeploy.ILambdaDeploymentConfig, options: GradualReleaseOptions = {}): Release {
    return new Release(options, () => deploymentConfig);
  }

  private static shifting(shift: TrafficShift, options: GradualReleaseOptions): Release {
    return new Release(options, scope => deploymentConfigOf(scope, shift));
  }

  private constructor(
    private readonly options: GradualReleaseOptions,
    private readonly shiftIn?: (scope: Construct) => codedeploy.ILambdaDeploymentConfig,
  ) {}

  /**
   * Releases every new version of an alias this way; the function of a SteadfastFunction's `release` prop, for functions of other makes.
   *
   * @returns the deployment group, where traffic moves step by step
   * @throws when the shift is beyond what CodeDeploy takes, more than 9 alarms are given, or smokeTest and beforeTraffic both
   */
  public applyTo(alias: lambda.Alias): codedeploy.LambdaDeploymentGroup | undefined {
    if (this.options.keepOldVersions) keepVersionsOf(alias);
    const scope = alias.node.scope as Construct;
    if (!this.shiftIn || SteadfastDefaults._takenBy(scope).gradualReleases === false) return undefined;
    const { errorRate = 5, minimumErrors = 2, alarms = [], smokeTest, beforeTraffic, afterTraffic } = this.options;
    refuseThresholds(scope, errorRate, minimumErrors);
    return releaseGradually(alias, {
      deploymentConfig: this.shiftIn(scope),
      threshold: { errorRate, minimumErrors },
      alarms,
      smokeTest,
      beforeTraffic,
      afterTraffic,
    });
  }
}

function refuseThresholds(scope: Construct, errorRate: number, minimumErrors: number): void {
  requireThat(scope, errorRate > 0 && errorRate <= 100 && minimumErrors >= 1, {
    must: 'A release must be taken back at an error rate above 0 and up to 100 percent, of at least one error',
    given: `errorRate ${errorRate} and minimumErrors ${minimumErrors}`,
    remedy: 'Choose values in that range.',
  }, errorRate, minimumErrors);
}

function keepVersionsOf(alias: lambda.Alias): void {
  const version = alias.version.node.defaultChild as lambda.CfnVersion;
  version.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  version.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  alias.node.addValidation({
    validate: () => version.provisionedConcurrencyConfig ? [explain({
      must: 'Old versions must not be kept while versions have provisioned concurrency, or each goes on being charged for it',
      given: `keepOldVersions and provisioned concurrency on ${alias.version.node.path}`,
      remedy: 'Remove keepOldVersions.',
    })] : [],
  });
}
