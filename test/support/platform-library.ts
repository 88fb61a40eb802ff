import { Stage, StageProps, Tags, Validations } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Release, rules, SteadfastDefaults, SteadfastNodejsFunction, SteadfastNodejsFunctionProps } from '../../src';

/** A stage of ours: what it decides holds for every function in it. */
export class PlatformStage extends Stage {
  constructor(scope: Construct, id: string, props: StageProps = {}) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ logRetention: RetentionDays.ONE_YEAR });
    Validations.of(this).addPlugins(new rules.SteadfastChecks({ warningsStopSynth: true }));
  }
}

export interface PlatformFunctionProps extends SteadfastNodejsFunctionProps {
  /** Who answers for it. */
  readonly team: string;
}

/** A function of ours: released by a canary unless somebody says otherwise, and tagged with its team. */
export class PlatformFunction extends SteadfastNodejsFunction {
  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id, { release: Release.canary(), ...props });
    Tags.of(this).add('team', props.team);
  }
}
