import { aws_ec2 as ec2, aws_lambda as lambda, aws_rds as rds } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { noticeMissingEndpoints } from './missing-endpoints';
import { NetworkEgress } from './network-egress';
import { acknowledge } from '../bridge/resource-metadata';
import { reasonFor } from '../validation/reason';
import { SteadfastError, requireThat } from '../validation/steadfast-error';
import { warn } from '../validation/warning';

/** What a function reaches from within a network. */
export interface NetworkProps {
  /**
   * The subnets the function is attached to; at most 16 (AWS Lambda quotas), and never public ones, which have no way out for a function.
   *
   * @default - the private subnets with a way out, where the VPC has any, else the isolated ones
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The traffic that may leave the function.
   *
   * @default [NetworkEgress.https()]
   */
  readonly egress?: NetworkEgress[];

  /**
   * What else the function reaches, each on its default port, which is opened in its security group too.
   *
   * @default - nothing else
   */
  readonly reaches?: ec2.IConnectable[];
}

/**
 * A network that a function is attached to: private subnets, a security group of its own, and only stated traffic out.
 *
 * Nothing can connect to the function through it. Lambda keeps the interfaces for 20 minutes and more after the function is gone.
 */
export class Network {
  /** Attaches the function to the private subnets of a VPC. */
  public static privateSubnets(vpc: ec2.IVpc, props: NetworkProps = {}): Network {
    return new Network(props, vpc);
  }

  /**
   * Keeps the function out of the VPC that `SteadfastDefaults` names.
   *
   * @param reason why that is so; it stands in the template and in the report
   */
  public static none(reason: string): Network {
    return new Network({}, undefined, reasonFor('Network.none', reason));
  }

  private constructor(private readonly props: NetworkProps, private readonly vpc?: ec2.IVpc, private readonly outside?: string) {}

  /**
   * The props that CDK's constructor sees.
   *
   * @internal
   */
  public get _functionProps(): lambda.FunctionOptions {
    if (!this.vpc) return {};
    const vpcSubnets = subnetsOf(this.vpc, this.props);
    refuseUnfit(this.vpc, vpcSubnets);
    return { vpc: this.vpc, vpcSubnets, allowAllOutbound: this.unbounded !== undefined };
  }

  /**
   * Lets the stated traffic out, once the function has its security group.
   *
   * @param servicesUsed the service prefixes of all actions that the function may do, asked for when the app is complete
   * @internal
   */
  public _bind(fn: lambda.Function, servicesUsed: () => string[]): void {
    if (this.outside) acknowledge(fn.node.defaultChild as lambda.CfnFunction, 'network', this.outside);
    if (!this.vpc) return;
    this.letOut(fn);
    this.props.reaches?.forEach(peer => this.reach(fn, peer));
    noticeMissingEndpoints(fn, this.vpc, subnetsOf(this.vpc, this.props), servicesUsed);
  }

  private letOut(fn: lambda.Function): void {
    if (this.unbounded) acknowledge(fn.node.defaultChild as lambda.CfnFunction, 'network-egress', this.unbounded);
    else this.egress.forEach(egress => egress._allow(fn.connections));
  }

  private reach(fn: lambda.Function, peer: ec2.IConnectable): void {
    requireThat(fn, peer.connections.defaultPort !== undefined, {
      must: 'What a function reaches must have a default port',
      given: 'a peer without one',
      remedy: 'State the traffic instead: egress: [NetworkEgress.to(peer, ec2.Port.tcp(port), \'what for\')], and open the peer to the function.',
    });
    fn.connections.allowToDefaultPort(peer);
    if (isDatabase(peer)) warnOfConnections(fn);
  }

  private get egress(): NetworkEgress[] {
    return this.props.egress ?? [NetworkEgress.https()];
  }

  private get unbounded(): string | undefined {
    return this.egress.find(egress => egress._unbounded)?._unbounded;
  }
}

function subnetsOf(vpc: ec2.IVpc, { subnets }: NetworkProps): ec2.SubnetSelection {
  if (subnets) return subnets;
  return { subnetType: vpc.privateSubnets.length > 0 ? ec2.SubnetType.PRIVATE_WITH_EGRESS : ec2.SubnetType.PRIVATE_ISOLATED };
}

/** CDK says what is wrong with subnets in the words of props that nobody gave. */
function refuseUnfit(vpc: ec2.IVpc, subnets: ec2.SubnetSelection): void {
  const given = complaintAbout(vpc, subnets);
  if (given === undefined) return;
  throw new SteadfastError('Network', {
    must: `A function must be attached to subnets that ${vpc.node.path} has, and not to public ones, which give a function no way out`,
    given,
    remedy: 'Leave subnets out to have the private ones, or the isolated ones where there are none; or give the VPC private subnets.',
  });
}

function complaintAbout(vpc: ec2.IVpc, subnets: ec2.SubnetSelection): string | undefined {
  try {
    return vpc.selectSubnets(subnets).hasPublic ? 'public subnets' : undefined;
  } catch (error) {
    return (error as Error).message.replace(/\.$/, '');
  }
}

function isDatabase(peer: ec2.IConnectable): boolean {
  return Construct.isConstruct(peer) && peer.node.children.some(child => child instanceof rds.CfnDBInstance || child instanceof rds.CfnDBCluster);
}

/** Every execution opens a connection of its own, and a database has few. */
function warnOfConnections(fn: lambda.Function): void {
  if ((fn.node.defaultChild as lambda.CfnFunction).reservedConcurrentExecutions !== undefined) return;
  warn(fn, 'database-connections', {
    must: 'A function must not open more connections than its database has',
    given: 'a way to the database itself, and no reserved concurrency',
    remedy: 'Connect through a proxy (new ProxyConnection(...).connect(fn)), or reserve as many executions as the database has connections for.',
  });
}
