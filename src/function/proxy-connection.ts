import { aws_ec2 as ec2, aws_lambda as lambda, aws_rds as rds } from 'aws-cdk-lib';
import { Access } from '../access/access';
import { SteadfastError, requireThat } from '../validation/steadfast-error';

/** How functions reach a database through its proxy. */
export interface ProxyConnectionProps {
  /** The proxy; it must require IAM authentication. */
  readonly proxy: rds.IDatabaseProxy;

  /** The one user of the database that the functions are. */
  readonly user: string;

  /** The name of the database. */
  readonly database: string;

  /**
   * The port of the proxy.
   *
   * @default - the port of its engine: 5432 for PostgreSQL, 3306 for MySQL; an imported proxy does not show its engine
   */
  readonly port?: number;

  /**
   * The security group of an imported proxy, which is opened to the functions.
   *
   * @default - the security groups of the proxy
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * How many clients the proxy is sized for. Each execution of a function is one client, so every function must reserve at most as many executions.
   *
   * @default - not limited: the proxy shares its connections between transactions, and clients wait for one
   */
  readonly maxClients?: number;
}

const PORTS: Record<string, number> = { POSTGRESQL: 5432, MYSQL: 3306, SQLSERVER: 1433 };

/**
 * A way to a database through its RDS proxy, with IAM authentication instead of a password.
 *
 * A function finds `DATABASE_HOST`, `DATABASE_PORT`, `DATABASE_NAME` and `DATABASE_USER` in its environment
 * and signs a token with its own role, valid for 15 minutes; there is no secret to read.
 *
 * @example
 * declare const proxy: rds.DatabaseProxy;
 * const connection = new ProxyConnection({ proxy, user: 'orders_app', database: 'orders', maxClients: 20 });
 * connection.connect(fn);
 */
export class ProxyConnection {
  constructor(private readonly props: ProxyConnectionProps) {}

  /**
   * Lets a function connect: as the one user, over the one port.
   *
   * @throws when the function is in no network, or may run more often at the same time than the proxy has room for
   */
  public connect(fn: lambda.Function): void {
    this.refuseOutside(fn);
    this.refuseTooMany(fn);
    const { proxy, user, database } = this.props;
    const [port, peer] = [this.portFor(fn), this.peerFor(fn)];
    Access.connect(proxy, user).grantTo(fn);
    fn.connections.allowTo(peer, ec2.Port.tcp(port), 'Database proxy');
    fn.addEnvironment('DATABASE_HOST', proxy.endpoint);
    fn.addEnvironment('DATABASE_PORT', String(port));
    fn.addEnvironment('DATABASE_NAME', database);
    fn.addEnvironment('DATABASE_USER', user);
  }

  private refuseOutside(fn: lambda.Function): void {
    requireThat(fn, fn.isBoundToVpc, {
      must: 'A function must be attached to the network of the proxy, which is never public',
      given: 'a function in no network',
      remedy: 'Set network: Network.privateSubnets(vpc) on the function.',
    });
  }

  private refuseTooMany(fn: lambda.Function): void {
    const { maxClients } = this.props;
    if (maxClients === undefined) return;
    const reserved = (fn.node.defaultChild as lambda.CfnFunction).reservedConcurrentExecutions;
    requireThat(fn, reserved !== undefined && reserved <= maxClients, {
      must: `A function must reserve at most the ${maxClients} executions that the proxy has clients for`,
      given: reserved === undefined ? 'no reserved concurrency' : `${reserved} reserved`,
      remedy: `Set concurrency: Concurrency.reserved(${maxClients}) or less; callers beyond it wait or are throttled, and the database stands.`,
    }, maxClients, reserved);
  }

  private portFor(fn: lambda.Function): number {
    const resource = this.props.proxy.node.defaultChild;
    const port = this.props.port ?? (resource instanceof rds.CfnDBProxy ? PORTS[resource.engineFamily] : undefined);
    if (port !== undefined) return port;
    throw new SteadfastError(fn, {
      must: 'The port of the proxy must be known', given: 'an imported proxy', remedy: 'Set port on the ProxyConnection.',
    });
  }

  private peerFor(fn: lambda.Function): ec2.IConnectable {
    const { proxy, securityGroup } = this.props;
    if (securityGroup) return securityGroup;
    if (proxy instanceof rds.DatabaseProxy) return proxy;
    throw new SteadfastError(fn, {
      must: 'The security group of the proxy must be known', given: 'an imported proxy', remedy: 'Set securityGroup on the ProxyConnection.',
    });
  }
}
