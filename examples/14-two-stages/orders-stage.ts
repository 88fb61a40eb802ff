import { Stage, StageProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OrdersStack } from './orders-stack';
import { decideFor, StageKind } from './organisation';

export interface OrdersStageProps extends StageProps {
  /** What the stage is for. */
  readonly kind: StageKind;
}

/** Everything of the service, in one account: the same code in each, under other decisions. */
export class OrdersStage extends Stage {
  public readonly orders: OrdersStack;

  constructor(scope: Construct, id: string, props: OrdersStageProps) {
    super(scope, id, props);
    decideFor(this, props.kind);
    this.orders = new OrdersStack(this, 'Orders');
  }
}
