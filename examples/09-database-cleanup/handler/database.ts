import { Signer } from '@aws-sdk/rds-signer';
import { Pool } from 'pg';
import { setting } from './setting';

const [hostname, port, username] = [setting('DATABASE_HOST'), Number(setting('DATABASE_PORT')), setting('DATABASE_USER')];
const signer = new Signer({ hostname, port, username });

/**
 * One connection, kept from one run to the next: an execution environment works for one run at a time, so there are never more clients than environments.
 *
 * Instead of a password it has a token of the function's role, signed anew for each connection.
 */
export const database = new Pool({
  host: hostname,
  port,
  user: username,
  database: setting('DATABASE_NAME'),
  password: () => signer.getAuthToken(),
  // The proxy asks for TLS; its certificate is of a public authority. PGSSLMODE is what every client of PostgreSQL understands.
  ssl: process.env.PGSSLMODE !== 'disable',
  max: 1,
  connectionTimeoutMillis: 10_000,
  // Set here and not in the session: a session with settings of its own keeps the proxy's connection to itself.
  query_timeout: 20_000,
  application_name: 'orders-cleanup',
});
