import { RemovalPolicy, Stack, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../../defaults/steadfast-defaults';

/** What of the key a log group uses (Amazon CloudWatch Logs User Guide, "Encrypt log data using AWS KMS"). */
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'];

/** Where an API says who called what, when and with which answer. */
export function accessLogGroup(api: Construct): logs.LogGroup {
  const { logRetention, removalPolicy, encryptionKey } = SteadfastDefaults._takenBy(api);
  encryptionKey?.grant(new iam.ServicePrincipal(`logs.${Stack.of(api).region}.amazonaws.com`), ...KEY_ACTIONS);
  return new logs.LogGroup(api, 'AccessLogs', {
    retention: logRetention ?? logs.RetentionDays.THREE_MONTHS,
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
    encryptionKey,
  });
}

/** One line of JSON a request; neither its body nor its query, which may hold secrets. */
export function accessLogFormat(fields: Record<string, string>): string {
  return JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    status: '$context.status',
    error: '$context.error.message',
    responseLength: '$context.responseLength',
    integrationError: '$context.integrationErrorMessage',
    ...fields,
  });
}

/** How many requests an API takes a second, and at once, where nobody says otherwise; an account has 10,000 and 5,000 for all (Amazon API Gateway quotas). */
export const THROTTLE = { rateLimit: 1_000, burstLimit: 1_000 };
