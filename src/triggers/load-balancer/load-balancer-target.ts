import { Duration, Names, Stack, Token, aws_elasticloadbalancingv2 as elb, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SERVICE_DEFAULTS } from '../../reference/service-defaults';
import { requireThat } from '../../validation/steadfast-error';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { refuseSlow } from '../front-timeout';
import { stateEventPath } from '../stated-path';

/** Properties of a LoadBalancerTarget. */
export interface LoadBalancerTargetProps {
  /**
   * How long the load balancer waits for an answer, its `idleTimeout`.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;
}

/**
 * Lets an application load balancer call a function.
 *
 * Only the target group may call, by its name: its ARN is known too late, for a group takes a function only once it is permitted.
 * Health checks of functions are off unless the target group asks for them; each is an invocation that is paid for.
 *
 * @example
 * new elasticloadbalancingv2.ApplicationTargetGroup(this, 'Orders', {
 *   targetGroupName: 'orders',
 *   targets: [new LoadBalancerTarget(fn)],
 * });
 */
export class LoadBalancerTarget implements elb.IApplicationLoadBalancerTarget, ITrigger {
  /** What becomes of a request that fails. */
  public readonly eventPath: EventPath = callerPath('Application Load Balancer');

  /** @param target the function that answers the requests */
  constructor(private readonly target: lambda.IFunction, private readonly props: LoadBalancerTargetProps = {}) {}

  /**
   * Registers the function; called by the target group.
   *
   * @throws when the target group has no name or a function already, or the function may run longer than the load balancer waits
   */
  public attachToApplicationTargetGroup(targetGroup: elb.IApplicationTargetGroup): elb.LoadBalancerTargetProps {
    const waits = this.props.idleTimeout ?? Duration.seconds(SERVICE_DEFAULTS.loadBalancerIdle);
    refuseSlow(this.target, { name: 'An application load balancer', waits });
    const group = targetGroup as elb.ApplicationTargetGroup;
    refuseSecond(group);
    const id = `InvokeBy${Names.nodeUniqueId(group.node)}`;
    const place = new Construct(group, `${PERMISSION}${this.target.node.addr}`);
    this.target.addPermission(id, {
      principal: new iam.ServicePrincipal('elasticloadbalancing.amazonaws.com'),
      scope: place,
      sourceArn: Stack.of(group).formatArn({ service: 'elasticloadbalancing', resource: 'targetgroup', resourceName: `${nameOf(group)}/*` }),
    });
    stateEventPath(place.node.tryFindChild(id), this.eventPath);
    const resource = group.node.children.find(child => child instanceof elb.CfnTargetGroup);
    resource?.node.addDependency(place);
    return { targetType: elb.TargetType.LAMBDA, targetJson: { id: this.target.functionArn } };
  }
}

/** What stands below a target group for its function begins with this. */
const PERMISSION = 'Permission';

/** CDK takes any number; Elastic Load Balancing registers one ("Use Lambda functions as targets of an Application Load Balancer"). */
function refuseSecond(group: elb.ApplicationTargetGroup): void {
  requireThat(group, !group.node.children.some(({ node }) => node.id.startsWith(PERMISSION)), {
    must: 'A target group must have one function',
    given: 'a second LoadBalancerTarget',
    remedy: 'Give each function a target group, and let rules of the listener choose between them.',
  });
}

function nameOf(group: elb.ApplicationTargetGroup): string {
  const resource = group.node.children.find((child): child is elb.CfnTargetGroup => child instanceof elb.CfnTargetGroup);
  const name = resource?.name;
  requireThat(group, Boolean(name) && !Token.isUnresolved(name), {
    must: 'A target group of a function must have a name, so that nobody else may call the function',
    given: 'none',
    remedy: 'Set targetGroupName, at most 32 letters, digits and hyphens.',
  });
  return name ?? '*';
}
