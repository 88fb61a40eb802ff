import { ArnFormat, Stack, aws_elasticache as elasticache, aws_iam as iam } from 'aws-cdk-lib';

/** Connect to a serverless cache as one of its users, with IAM authentication. */
export function connectToCache(
  cache: elasticache.CfnServerlessCache, user: elasticache.CfnUser, grantee: iam.IGrantable,
): iam.Grant {
  return connect(cache.attrArn, user, grantee);
}

/** Connect to a cache of nodes as one of its users, with IAM authentication. */
export function connectToReplicationGroup(
  group: elasticache.CfnReplicationGroup, user: elasticache.CfnUser, grantee: iam.IGrantable,
): iam.Grant {
  return connect(Stack.of(group).formatArn({
    service: 'elasticache', resource: 'replicationgroup', resourceName: group.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  }), user, grantee);
}

function connect(cacheArn: string, user: elasticache.CfnUser, grantee: iam.IGrantable): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions: ['elasticache:Connect'], resourceArns: [cacheArn, user.attrArn] });
}
