import { aws_iam as iam, aws_rds as rds, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { grantExactly } from './exact-grant';
import { readSecret } from './secret-access';
import { requireThat } from '../validation/steadfast-error';

/** What answers connections with IAM authentication: a proxy, a cluster, an instance. */
interface Database extends IConstruct {
  grantConnect(grantee: iam.IGrantable, user: string): iam.Grant;
}

/** Connect to a database, or to its proxy, as one user of the database. */
export function connect(database: Database, user: string, grantee: iam.IGrantable): iam.Grant {
  requireThat(database, user !== '' && !/[*?]/.test(user), {
    must: 'The one database user to connect as must be named',
    given: `"${user}"`,
    remedy: 'Name the user; grant each further user by itself.',
  }, user);
  return database.grantConnect(grantee, user);
}

/** Run statements through the Data API, with the credentials in a secret. */
export function executeStatements(cluster: rds.IDatabaseCluster, secret: secretsmanager.ISecret, grantee: iam.IGrantable): iam.Grant {
  const statements = grantExactly({
    grantee,
    resource: cluster,
    actions: [
      'rds-data:ExecuteStatement', 'rds-data:BatchExecuteStatement',
      'rds-data:BeginTransaction', 'rds-data:CommitTransaction', 'rds-data:RollbackTransaction',
    ],
    resourceArns: [cluster.clusterArn],
  });
  return statements.combine(readSecret(secret, grantee));
}
