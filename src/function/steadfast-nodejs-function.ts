import { aws_iam as iam, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { constructorProps } from './function-defaults';
import { grantAccess } from './grant-access';
import { harden } from './hardening';
import { injectedProps } from './injected-props';
import { SteadfastFunctionOptions } from './steadfast-function-options';
import { Access } from '../access/access';

/** Properties of a SteadfastNodejsFunction: those of CDK's function, with the same meaning, and the decisions of its own. */
export interface SteadfastNodejsFunctionProps extends nodejs.NodejsFunctionProps, SteadfastFunctionOptions {}

/**
 * A Node.js function, bundled from TypeScript or JavaScript, that cannot lose an event, reach too far or surprise you in production.
 *
 * It takes the place of `NodejsFunction`; see SteadfastFunction for what that means.
 */
export class SteadfastNodejsFunction extends nodejs.NodejsFunction {
  /** The alias that every event, grant and integration goes through. */
  public readonly liveAlias: lambda.Alias;

  /** The function behind the alias, for whoever must address $LATEST or make a version. */
  public readonly unqualified: lambda.IFunction;

  constructor(scope: Construct, id: string, props: SteadfastNodejsFunctionProps = {}) {
    const injected = injectedProps(scope, id, [nodejs.NodejsFunction.PROPERTY_INJECTION_ID, lambda.Function.PROPERTY_INJECTION_ID], props);
    super(scope, id, withRuntime(withArchitecture(constructorProps(props, injected))));
    const { alias, unqualified } = harden(this, injected ?? props);
    this.liveAlias = alias;
    this.unqualified = unqualified;
  }

  /** Lets the function use resources: `fn.grantAccess(Access.readObjects(bucket, 'incoming/'), Access.publish(topic))`. */
  public grantAccess(...accesses: Access[]): iam.Grant {
    return grantAccess(this, accesses);
  }
}

/** A concrete runtime keeps the AWS SDK out of the bundle; CDK's own default is Node 16. */
function withRuntime(props: SteadfastNodejsFunctionProps): SteadfastNodejsFunctionProps {
  return { ...props, runtime: props.runtime ?? lambda.Runtime.NODEJS_24_X };
}

/** A bundle of scripts runs on either architecture; arm64 costs less. Installed modules may be native: they keep what the user had. */
function withArchitecture(props: SteadfastNodejsFunctionProps): SteadfastNodejsFunctionProps {
  const mayBeNative = props.code ?? props.layers ?? props.bundling?.nodeModules ?? props.bundling?.dockerImage;
  return props.architecture || mayBeNative ? props : { ...props, architecture: lambda.Architecture.ARM_64 };
}
