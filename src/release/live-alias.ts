import { aws_lambda as lambda } from 'aws-cdk-lib';

/** Publishes a version whenever code or configuration change, and points the live alias at it. */
export function liveAlias(fn: lambda.Function): lambda.Alias {
  return new lambda.Alias(fn, 'Live', { aliasName: 'live', version: fn.currentVersion });
}
