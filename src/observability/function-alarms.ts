import { Duration, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { notifyOf } from './alarm-actions';
import { AlarmedMetrics } from './alarmed-metrics';

/** Thresholds of a function's alarms. */
export interface FunctionAlarmsOptions {
  /**
   * How many failed invocations in five minutes raise the alarm.
   *
   * @default 1
   */
  readonly errors?: number;

  /**
   * How many throttled invocations in five minutes raise the alarm.
   *
   * @default 1
   */
  readonly throttles?: number;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Which alarms watch a function. */
export class FunctionAlarms {
  /** Alarms on errors and on throttles, each with an action. */
  public static standard(options: FunctionAlarmsOptions = {}): FunctionAlarms {
    return new FunctionAlarms((scope, metrics) => {
      alarm(scope, 'ErrorsAlarm', 'invocations fail', metrics.errors, options.errors);
      alarm(scope, 'ThrottlesAlarm', 'invocations are throttled', metrics.throttles, options.throttles);
    });
  }

  /**
   * No alarm watches the function.
   *
   * @param reason why not; it stands in the template and in the report
   */
  public static none(reason: string): FunctionAlarms {
    return new FunctionAlarms(() => {}, reason);
  }

  private constructor(
    private readonly make: (scope: Construct, metrics: AlarmedMetrics) => void,
    /** @internal */
    public readonly _reason?: string,
  ) {}

  /**
   * Makes the alarms below a function.
   *
   * @internal
   */
  public _bind(scope: Construct, metrics: AlarmedMetrics): void {
    this.make(scope, metrics);
  }
}

function alarm(scope: Construct, id: string, what: string, metric: cloudwatch.Metric, threshold: number = 1): cloudwatch.Alarm {
  return notifyOf(new cloudwatch.Alarm(scope, id, {
    alarmDescription: `${scope.node.path}: ${what}.`,
    metric: metric.with({ period: FIVE_MINUTES, statistic: 'Sum' }),
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
}
