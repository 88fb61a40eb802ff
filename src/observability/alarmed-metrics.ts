import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';

/** The metrics of a function that its alarms read. */
export interface AlarmedMetrics {
  readonly errors: cloudwatch.Metric;
  readonly throttles: cloudwatch.Metric;
}
