import { Duration, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmOn } from '../../observability/notifying-alarm';

const WINDOW = Duration.minutes(5);

/** What an API counts. */
export interface ServedRequests {
  readonly failed: cloudwatch.Metric;
  readonly all: cloudwatch.Metric;
}

/**
 * An alarm on the requests that an API answers with a server error, whoever is at fault: the function, its timeout, a throttle, an authorizer.
 *
 * A handler that catches its failure and answers 500 is no error of the function; only the API counts it.
 */
export function alarmOnServerErrors(api: Construct, { failed, all }: ServedRequests): cloudwatch.Alarm {
  return alarmOn(api, 'ServerErrorsAlarm', {
    what: 'requests are answered with server errors',
    metric: new cloudwatch.MathExpression({
      expression: 'IF(failed >= 2, 100 * failed / all, 0)',
      usingMetrics: { failed: failed.with({ statistic: 'Sum', period: WINDOW }), all: all.with({ period: WINDOW }) },
      label: 'requests answered with server errors, in percent',
      period: WINDOW,
    }),
    threshold: 5,
  });
}
