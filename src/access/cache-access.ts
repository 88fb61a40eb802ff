import { aws_elasticache as elasticache, aws_iam as iam } from 'aws-cdk-lib';

/** Connect to a serverless cache as one of its users, with IAM authentication. */
export function connectToCache(
  cache: elasticache.CfnServerlessCache, user: elasticache.CfnUser, grantee: iam.IGrantable,
): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions: ['elasticache:Connect'], resourceArns: [cache.attrArn, user.attrArn] });
}
