import { aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { closedLogGroup } from '../../defaults/closed-log-group';

/** Where an API says who called what, when and with which answer. */
export function accessLogGroup(api: Construct): logs.LogGroup {
  return new logs.LogGroup(api, 'AccessLogs', closedLogGroup(api));
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
