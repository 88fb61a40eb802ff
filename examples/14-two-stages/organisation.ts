import { RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SteadfastDefaults } from '../../src';

/** What a stage is for. */
export type StageKind = 'dev' | 'prod';

/*
 * What an organisation decides once. In real life this file is a package of the platform team.
 */

/** Decides by values, for all stacks of a stage. */
export function decideFor(stage: Stage, kind: StageKind): void {
  SteadfastDefaults.of(stage).set(kind === 'prod' ? { logRetention: RetentionDays.ONE_YEAR } : {
    gradualReleases: false,
    essentialAlarms: true,
    logRetention: RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** Decides by what stands in every account already: constructs, which need a stack. */
export function useLandingZone(stack: Stack): void {
  const { account, region } = stack;
  SteadfastDefaults.of(stack).set({
    alarmTopic: Topic.fromTopicArn(stack, 'OnCall', `arn:aws:sns:${region}:${account}:on-call`),
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'workload-boundary'),
  });
}
