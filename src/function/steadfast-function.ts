import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { constructorProps } from './constructor-props';
import { ExpectedWorkload, stateWorkload } from './expected-workload';
import { withArchitecture } from './function-packaging';
import { grantAccess } from './grant-access';
import { harden } from './hardening';
import { injectedProps } from './injected-props';
import { refuseOverlaps } from './overlaps';
import { SteadfastFunctionOptions } from './steadfast-function-options';
import { Access } from '../access/access';

/** Properties of a SteadfastFunction: those of CDK's function, with the same meaning, and the decisions of its own. */
export interface SteadfastFunctionProps extends lambda.FunctionProps, SteadfastFunctionOptions {}

/**
 * A Lambda function that cannot lose an event, reach too far or surprise you in production.
 *
 * It takes the place of `lambda.Function`. Whatever binds to it binds to its live alias; its role holds exact statements only;
 * events that fail are parked; its logs are its own; alarms watch it.
 *
 * @example
 * import { SteadfastFunction } from 'cdk-steadfast';
 *
 * new SteadfastFunction(this, 'Orders', {
 *   runtime: lambda.Runtime.NODEJS_24_X,
 *   handler: 'index.handler',
 *   code: lambda.Code.fromAsset('dist'),
 * });
 */
export class SteadfastFunction extends lambda.Function {
  /** The alias that every event, grant and integration goes through. */
  public readonly liveAlias: lambda.Alias;

  /** The function behind the alias, for whoever must address $LATEST or make a version. */
  public readonly unqualified: lambda.IFunction;

  constructor(scope: Construct, id: string, props: SteadfastFunctionProps) {
    const injected = injectedProps(scope, id, [lambda.Function.PROPERTY_INJECTION_ID], props);
    refuseOverlaps(scope, id, injected ?? props);
    super(scope, id, withArchitecture(constructorProps(scope, props, injected), injected ?? props));
    const { alias, unqualified } = harden(this, injected ?? props);
    this.liveAlias = alias;
    this.unqualified = unqualified;
  }

  /** Lets the function use resources: `fn.grantAccess(Access.readObjects(bucket, 'incoming/'), Access.publish(topic))`. */
  public grantAccess(...accesses: Access[]): iam.Grant {
    return grantAccess(this, accesses);
  }

  /** States what the function is expected to do in a month: `steadfast cost` and the report read it from the template. The last word holds. */
  public expects(workload: ExpectedWorkload): void {
    stateWorkload(this, this.liveAlias, workload);
  }
}
