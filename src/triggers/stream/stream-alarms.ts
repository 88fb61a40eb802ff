import { Duration, aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { BEHIND_STREAM } from '../../observability/joint-alarm';
import { alarmOn } from '../../observability/notifying-alarm';

const FIVE_MINUTES = Duration.minutes(5);

/** Alarms on a stream that falls behind, and on records that were parked or lost. */
export function alarmStream(mapping: lambda.EventSourceMapping, target: lambda.IFunction, maxIteratorAge: Duration): void {
  alarmOn(mapping, BEHIND_STREAM, {
    what: 'the function falls behind the stream',
    metric: target.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
    threshold: maxIteratorAge.toMilliseconds(),
  });
  alarmOn(mapping, 'ParkedAlarm', {
    what: 'records are parked and wait for a redrive', metric: eventCount(mapping, 'OnFailureDestinationDeliveredEventCount'), threshold: 1,
  });
  alarmOn(mapping, 'LostAlarm', {
    what: 'records were lost on the way to where they are parked', metric: eventCount(mapping, 'DroppedEventCount'), threshold: 1,
  });
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
