import type { ClientConfig } from 'pg';
import { RealPostgres } from '../../../test/support/database/real-postgres';
import { ExistingDatabase } from '../cleanup-stack';

/** How many orders there are, and how many of them are old enough to go. */
export interface Orders {
  readonly old: number;
  readonly young: number;
}

const OLD_DAYS = 6;

/** A PostgreSQL server with orders in it, some older than 90 days. */
export class OrdersDatabase {
  public static async start({ old, young }: Orders): Promise<OrdersDatabase> {
    const server = await RealPostgres.start();
    await server.query('CREATE ROLE orders_cleanup LOGIN');
    await server.query('CREATE DATABASE orders OWNER orders_cleanup');
    const database = new OrdersDatabase(server);
    await database.query('CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL, customer text NOT NULL, total numeric(10, 2) NOT NULL)');
    await database.query('CREATE INDEX ON orders (placed_at)');
    await database.query('ALTER TABLE orders OWNER TO orders_cleanup');
    await database.add(1, old, 100);
    await database.add(old + 1, young, 10);
    return database;
  }

  private constructor(private readonly server: RealPostgres) {}

  /** The server where the example looks for its proxy. */
  public get asProxy(): ExistingDatabase {
    return {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['us-east-1a'],
      privateSubnetIds: ['subnet-0123456789abcdef0'],
      proxyName: 'orders',
      proxyArn: 'arn:aws:rds:us-east-1:000000000000:db-proxy:prx-0123456789abcdef0',
      proxyEndpoint: '127.0.0.1',
      proxySecurityGroupId: 'sg-0123456789abcdef0',
      port: this.server.port,
    };
  }

  /** How the job connects, where no function does it. */
  public get clientConfig(): ClientConfig {
    return { ...this.server.config, user: 'orders_cleanup', database: 'orders' };
  }

  /** Adds orders that were placed on the days before so many days ago. */
  public async add(firstId: number, count: number, daysAgo: number): Promise<void> {
    await this.query(`
      INSERT INTO orders SELECT id, now() - make_interval(days => $3 + (id % ${OLD_DAYS})::int), 'customer ' || id % 97, id % 1000 + 0.5
      FROM generate_series($1::bigint, $1::bigint + $2 - 1) AS id`, [firstId, count, daysAgo]);
  }

  /** The orders that are in the database. */
  public async ids(): Promise<number[]> {
    return (await this.query<{ id: string }>('SELECT id::text AS id FROM orders')).map(({ id }) => Number(id));
  }

  /** How many connections the job has at this moment. */
  public async clients(): Promise<number> {
    const [{ count }] = await this.query<{ count: number }>('SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = \'orders_cleanup\'');
    return count;
  }

  /** Ends the job's connections, as a failover would. */
  public async disconnect(): Promise<number> {
    return (await this.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \'orders_cleanup\'')).length;
  }

  /** Crashes the server and starts it again. */
  public restart(): Promise<void> {
    return this.server.restart();
  }

  public query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.server.query<Row>(text, values, 'orders');
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }
}
