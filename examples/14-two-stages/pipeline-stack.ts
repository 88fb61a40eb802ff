import { Stack, StackProps } from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import { OrdersStage } from './orders-stage';

export interface PipelineStackProps extends StackProps {
  /** The repository, as OWNER/NAME. */
  readonly repository: string;

  /** The connection to where the repository is hosted. */
  readonly connectionArn: string;
}

const REGION = 'eu-west-1';

/** Deploys each commit to the account of dev, and to that of prod once somebody approves. */
export class PipelineStack extends Stack {
  public readonly dev: OrdersStage;
  public readonly prod: OrdersStage;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    this.dev = new OrdersStage(this, 'Dev', { kind: 'dev', env: { account: '222233334444', region: REGION } });
    this.prod = new OrdersStage(this, 'Prod', { kind: 'prod', env: { account: '333344445555', region: REGION } });

    const pipeline = new CodePipeline(this, 'Pipeline', {
      // Two accounts read the artifacts, so their key must be one that can be shared.
      crossAccountKeys: true,
      enableKeyRotation: true,
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.connection(props.repository, 'main', { connectionArn: props.connectionArn }),
        // The tests and the rule book stand before the first account.
        commands: ['npm ci', 'npm test', 'npx cdk synth'],
      }),
    });
    pipeline.addStage(this.dev);
    pipeline.addStage(this.prod, { pre: [new ManualApprovalStep('Release')] });
  }
}
