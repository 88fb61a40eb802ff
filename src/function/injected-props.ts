import { PropertyInjectors } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * Props as the property injectors of the organisation will complete them, or undefined where nobody injects.
 *
 * CDK injects inside its own constructor, where nobody can look; what was injected decides which defaults of ours are wanted,
 * and what has to move from $LATEST to the live alias.
 * @param classes the classes of CDK that are about to be constructed, the most special one first, by their injection ids
 */
export function injectedProps<P>(scope: Construct, id: string, classes: string[], props: P): P | undefined {
  const injectors = classes.flatMap(uniqueId => nearestInjector(scope, uniqueId) ?? []);
  if (injectors.length === 0) return undefined;
  return injectors.reduce<P>((completed, injector) => injector.inject(completed, { scope, id }) as P, props);
}

function nearestInjector(scope: Construct, uniqueId: string): ReturnType<PropertyInjectors['for']> {
  return [...scope.node.scopes].reverse()
    .map(ancestor => PropertyInjectors.hasPropertyInjectors(ancestor) ? PropertyInjectors.of(ancestor).for(uniqueId) : undefined)
    .find(injector => injector !== undefined);
}
