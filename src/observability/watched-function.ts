import { Duration, aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { QUOTAS } from '../reference/quotas';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/** What alarms and dashboards know of a function: its metrics, and the limits they are measured against. */
export class WatchedFunction {
  /** How old an event may become before Lambda gives it up: as old as it takes any where nobody says less. */
  public maxEventAge = Duration.seconds(QUOTAS.asyncAge.value);

  /**
   * @param fn the function; its metrics are those of what its callers reach
   * @param functionName the name of the function itself, for what CloudWatch counts for the function as a whole
   */
  constructor(public readonly fn: lambda.Function, private readonly functionName: string = fn.functionName) {}

  /** A metric of what the callers reach: the live alias, where there is one. */
  public reached(metricName: string, statistic: string, period: Duration): cloudwatch.Metric {
    return this.fn.metric(metricName, { statistic, period });
  }

  /** A metric of the function as a whole, all versions and aliases together. */
  public whole(metricName: string, statistic: string, period: Duration): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Lambda', metricName, statistic, period, dimensionsMap: { FunctionName: this.functionName },
    });
  }

  /** How long an invocation may take. */
  public get timeout(): Duration {
    return this.fn.timeout ?? Duration.seconds(SERVICE_DEFAULTS.functionTimeout);
  }

  /** How many executions are set aside for the function, where any are. */
  public get reserved(): number | undefined {
    return (this.fn.node.defaultChild as lambda.CfnFunction).reservedConcurrentExecutions;
  }

  /** How many executions of the live version are kept warm, where any are. */
  public get keptWarm(): number | undefined {
    const version = this.fn.node.tryFindChild('CurrentVersion')?.node.defaultChild as lambda.CfnVersion | undefined;
    const config = version?.provisionedConcurrencyConfig as lambda.CfnVersion.ProvisionedConcurrencyConfigurationProperty | undefined;
    return config?.provisionedConcurrentExecutions;
  }
}
