import { Duration, Stack, aws_codedeploy as codedeploy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireThat } from '../validation/steadfast-error';

/** How traffic moves from the old version to the new one. */
export interface TrafficShift {
  /** In one step and the rest, or in equal steps. */
  readonly kind: 'Canary' | 'Linear';
  /** The share of a step, in percent. */
  readonly percentage: number;
  /** The time between steps. */
  readonly interval: Duration;
}

/** The time between the first and the last shift (AWS CodeDeploy quotas). */
const LONGEST_SHIFT = Duration.hours(48);

/** Shifts that CodeDeploy has ready in every account. */
const READY: Record<string, codedeploy.ILambdaDeploymentConfig> = {
  Canary10Percent5Minutes: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  Canary10Percent10Minutes: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
  Canary10Percent15Minutes: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_15MINUTES,
  Canary10Percent30Minutes: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES,
  Linear10Percent1Minutes: codedeploy.LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
  Linear10Percent2Minutes: codedeploy.LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_2MINUTES,
  Linear10Percent3Minutes: codedeploy.LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_3MINUTES,
  Linear10Percent10Minutes: codedeploy.LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_10MINUTES,
};

/** The configuration of a shift: CodeDeploy's own, or one that all functions of the stack share, for an account holds 50 (AWS CodeDeploy quotas). */
export function deploymentConfigOf(scope: Construct, shift: TrafficShift): codedeploy.ILambdaDeploymentConfig {
  refuseImpossible(scope, shift);
  const { kind, percentage } = shift;
  const name = `${kind}${percentage}Percent${shift.interval.toMinutes()}Minutes`;
  return READY[name] ?? shared(Stack.of(scope), `Steadfast${name}`, shift);
}

function shared(stack: Stack, id: string, shift: TrafficShift): codedeploy.ILambdaDeploymentConfig {
  const made = stack.node.tryFindChild(id) as codedeploy.LambdaDeploymentConfig | undefined;
  const { kind, ...steps } = shift;
  return made ?? new codedeploy.LambdaDeploymentConfig(stack, id, {
    trafficRouting: kind === 'Canary' ? codedeploy.TrafficRouting.timeBasedCanary(steps) : codedeploy.TrafficRouting.timeBasedLinear(steps),
  });
}

function refuseImpossible(scope: Construct, { kind, percentage, interval }: TrafficShift): void {
  requireThat(scope, Number.isInteger(percentage) && percentage >= 1 && percentage <= 99, {
    must: 'A step of a release must take 1 to 99 percent of the traffic, in whole percents',
    given: `percentage ${percentage}`,
    remedy: 'Choose a percentage in that range, or Release.allAtOnce().',
  }, percentage);
  const intervals = kind === 'Canary' ? 1 : Math.ceil(100 / percentage) - 1;
  const minutes = interval.toMinutes({ integral: false });
  requireThat(scope, Number.isInteger(minutes) && minutes >= 1 && minutes * intervals <= LONGEST_SHIFT.toMinutes(), {
    must: 'The steps of a release must be whole minutes apart, and at most 48 hours from the first to the last (AWS CodeDeploy quotas)',
    given: `${intervals} x ${minutes} minutes`,
    remedy: 'Choose another interval, or larger steps.',
  });
}
