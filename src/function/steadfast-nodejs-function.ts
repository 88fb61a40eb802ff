import { aws_iam as iam, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { constructorProps } from './constructor-props';
import { ExpectedWorkload, stateWorkload } from './expected-workload';
import { grantAccess } from './grant-access';
import { handlerEntry } from './handler-entry';
import { harden } from './hardening';
import { injectedProps } from './injected-props';
import { bundledProps } from './nodejs-bundle';
import { refuseOverlaps } from './overlaps';
import { SteadfastFunctionOptions } from './steadfast-function-options';
import { Access } from '../access/access';

/** Properties of a SteadfastNodejsFunction: those of CDK's function, with the same meaning, and the decisions of its own. */
export interface SteadfastNodejsFunctionProps extends nodejs.NodejsFunctionProps, SteadfastFunctionOptions {}

/**
 * A Node.js function, bundled from TypeScript or JavaScript, that cannot lose an event, reach too far or surprise you in production.
 *
 * It takes the place of `NodejsFunction`; see SteadfastFunction for what that means.
 *
 * @example
 * new SteadfastNodejsFunction(this, 'Orders', { entry: 'handler/orders.ts' });
 */
export class SteadfastNodejsFunction extends nodejs.NodejsFunction {
  /** The alias that every event, grant and integration goes through. */
  public readonly liveAlias: lambda.Alias;

  /** The function behind the alias, for whoever must address $LATEST or make a version. */
  public readonly unqualified: lambda.IFunction;

  constructor(scope: Construct, id: string, props: SteadfastNodejsFunctionProps = {}) {
    const injected = injectedProps(scope, id, [nodejs.NodejsFunction.PROPERTY_INJECTION_ID, lambda.Function.PROPERTY_INJECTION_ID], props);
    refuseOverlaps(scope, id, injected ?? props);
    const { entry: given, code } = injected ?? props;
    const entry = given ?? (code ? undefined : handlerEntry(scope, id, new.target));
    super(scope, id, bundledProps({ ...constructorProps(scope, props, injected), entry }, injected));
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
