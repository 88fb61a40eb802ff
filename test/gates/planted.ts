import { CfnResource, Stack, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';

/** What every gate must refuse: each resource here is wrong in a way that several of the tools look for. */
export function fillPlanted(stack: Stack): void {
  new s3.CfnBucket(stack, 'OpenBucket', { accessControl: 'PublicReadWrite', bucketName: 'Not_A_Bucket_Name' });
  const role = new iam.CfnRole(stack, 'MightyRole', {
    assumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
    managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    policies: [
      { policyName: 'Everything', policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
      { policyName: 'Misspelt', policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' }] } },
    ],
  });
  new lambda.CfnFunction(stack, 'OldFunction', { runtime: 'nodejs12.x', handler: 'index.handler', role: role.attrArn, code: { zipFile: 'exports.handler = 1' } });
  new CfnResource(stack, 'OpenPermission', {
    type: 'AWS::Lambda::Permission', properties: { FunctionName: { Ref: 'OldFunction' }, Action: 'lambda:InvokeFunction', Principal: '*' },
  });
}
