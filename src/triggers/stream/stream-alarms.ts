import { Duration, aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { notifyOf } from '../../observability/alarm-actions';

const FIVE_MINUTES = Duration.minutes(5);

/** Alarms on a stream that falls behind, and on records that were parked or lost. */
export function alarmStream(mapping: lambda.EventSourceMapping, target: lambda.IFunction, maxIteratorAge: Duration): void {
  alarm(mapping, 'AgeAlarm', 'the function falls behind the stream', maxIteratorAge.toMilliseconds(),
    target.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }));
  alarm(mapping, 'ParkedAlarm', 'records are parked and wait for a redrive', 1, eventCount(mapping, 'OnFailureDestinationDeliveredEventCount'));
  alarm(mapping, 'LostAlarm', 'records were lost on the way to where they are parked', 1, eventCount(mapping, 'DroppedEventCount'));
}

/** The mapping counts its events because `EventCount` is asked for (AWS Lambda Developer Guide, "Event source mapping metrics"). */
function eventCount(mapping: lambda.EventSourceMapping, metricName: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    statistic: 'Sum',
    period: FIVE_MINUTES,
  });
}

function alarm(scope: Construct, id: string, what: string, threshold: number, metric: cloudwatch.IMetric): void {
  notifyOf(new cloudwatch.Alarm(scope, id, {
    alarmDescription: `${scope.node.path}: ${what}.`,
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
}
