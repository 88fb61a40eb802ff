import { RemovalPolicy, Stack, aws_iam as iam, aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastDefaults } from './steadfast-defaults';

/** How long logs are kept where nobody decided. */
export const USUAL_RETENTION = logs.RetentionDays.THREE_MONTHS;

/** What CloudWatch Logs does with the key of a log group ("Encrypt log data using AWS KMS", Amazon CloudWatch Logs User Guide). */
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'];

/** Encrypted, kept for a bounded time and when its stack is deleted: how every log group is that this library makes below a scope. */
export function closedLogGroup(scope: IConstruct): logs.LogGroupProps {
  const { logRetention, removalPolicy, encryptionKey } = SteadfastDefaults._takenBy(scope);
  return {
    retention: logRetention ?? USUAL_RETENTION,
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
    encryptionKey: letLogsUse(scope, encryptionKey),
  };
}

/** Lets CloudWatch Logs encrypt the log groups of a scope's account and region by a key; without it no such group can be made. */
export function letLogsUse(scope: IConstruct, key: kms.IKey | undefined): kms.IKey | undefined {
  const stack = Stack.of(scope);
  key?.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: KEY_ACTIONS,
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': stack.formatArn({ service: 'logs', resource: '*' }) } },
  }));
  return key;
}
