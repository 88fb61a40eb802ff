import { aws_iam as iam, aws_rds as rds, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';
import { readSecret } from './secret-access';
import { requireThat } from '../validation/steadfast-error';

/** Connect to a database through its proxy, as one user of the database. */
export function connect(proxy: rds.IDatabaseProxy, user: string, grantee: iam.IGrantable): iam.Grant {
  requireThat(proxy, user !== '' && !/[*?]/.test(user), {
    must: 'The one database user to connect as must be named',
    given: `"${user}"`,
    remedy: 'Name the user; grant each further user by itself.',
  }, user);
  return proxy.grantConnect(grantee, user);
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
