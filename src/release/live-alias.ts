import { aws_lambda as lambda } from 'aws-cdk-lib';

/** The name of the alias that every event, grant and integration goes through. */
export const LIVE = 'live';

/** Publishes a version whenever code or configuration change, and points the live alias at it. */
export function liveAlias(fn: lambda.Function): lambda.Alias {
  return new lambda.Alias(fn, 'Live', { aliasName: LIVE, version: fn.currentVersion });
}
