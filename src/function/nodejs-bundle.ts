import { aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { READ_SOURCE_MAPS, isMapped, leanBundling } from '../packaging/lean-bundle';

/**
 * The props of a bundled function as CDK's constructor should see them: a lean bundle, maps that Node.js reads, a runtime and an architecture.
 *
 * @param seen the props as they are passed on so far
 * @param decided the props as property injectors complete them
 */
export function bundledProps(seen: nodejs.NodejsFunctionProps, decided: nodejs.NodejsFunctionProps = seen): nodejs.NodejsFunctionProps {
  return { ...seen, ...withBundle(seen, decided), ...withRuntime(decided), ...withArchitecture(decided) };
}

/** Code that was built elsewhere is not bundled. */
function withBundle(seen: nodejs.NodejsFunctionProps, decided: nodejs.NodejsFunctionProps): nodejs.NodejsFunctionProps {
  if (decided.code) return {};
  const bundling = leanBundling(decided.bundling, seen.entry);
  if (!isMapped(bundling) || decided.environment?.NODE_OPTIONS !== undefined) return { bundling };
  return { bundling, environment: { ...decided.environment, ...seen.environment, NODE_OPTIONS: READ_SOURCE_MAPS } };
}

/** CDK's own default is Node 16. */
function withRuntime({ runtime }: nodejs.NodejsFunctionProps): nodejs.NodejsFunctionProps {
  return runtime ? {} : { runtime: lambda.Runtime.NODEJS_24_X };
}

/** A bundle of scripts runs on either architecture; arm64 costs less. Installed modules may be native: they keep what the user had. */
function withArchitecture(decided: nodejs.NodejsFunctionProps): nodejs.NodejsFunctionProps {
  const mayBeNative = decided.code ?? decided.layers ?? decided.bundling?.nodeModules ?? decided.bundling?.dockerImage;
  return decided.architecture || mayBeNative ? {} : { architecture: lambda.Architecture.ARM_64 };
}
