import { WatchedMetrics, watchOf } from './evidence/watched-metrics';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact, MappingFact } from '../inventory/function-facts';

/** What a consumer does not read in time, the stream forgets. */
export const iteratorAgeAlarm: Rule = {
  id: 'iterator-age-alarm',
  severity: 'warning',
  title: 'An alarm tells somebody when the consumer of a stream falls behind',
  why: 'A stream keeps its records for a day unless it is told otherwise. A consumer that falls behind further than that loses them, and fails at nothing.',
  remedy: 'Add an alarm with an action on IteratorAge (AWS/Lambda, dimension FunctionName, statistic Maximum) far below the stream\'s retention.',
  inCdk: 'An alarm on `fn.metric(\'IteratorAge\', { statistic: \'Maximum\' })` with `addAlarmAction`. A `SteadfastFunction` that reads a '
    + 'stream has one.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  keeping: consumer(true),
  breaking: consumer(false),

  *check(inventory) {
    const ages = new WatchedMetrics(inventory, 'AWS/Lambda', ['IteratorAge'], 'FunctionName');
    const streams = new WatchedMetrics(inventory, 'AWS/Kinesis', ['GetRecords.IteratorAgeMilliseconds'], 'StreamName');
    for (const one of inventory.functions) {
      for (const mapping of one.mappings.filter(isRead)) {
        yield* judgeMapping(one, mapping, ages, streams);
      }
    }
  },
};

function isRead(mapping: MappingFact): boolean {
  return (mapping.via === 'kinesis' || mapping.via === 'dynamodb') && mapping.enabled.known !== false;
}

function* judgeMapping(reader: FunctionFact, mapping: MappingFact, own: WatchedMetrics, streams: WatchedMetrics): Iterable<Judgement> {
  const source = mapping.source.resource;
  const alarms = [...own.alarmsOf(reader.resource), ...(source ? streams.alarmsOf(source) : [])];
  const watch = watchOf(alarms, own.unclearAlarms);
  const name = source?.logicalId ?? mapping.source.written;
  if (watch.state === 'perhaps') {
    yield cannotTell(reader, `Whether the alarm ${watch.alarm?.logicalId} tells somebody that it falls behind ${name} cannot be told.`);
  } else if (watch.state === 'silent') {
    yield finding(reader, `It reads ${name}, and its alarm ${watch.alarm?.logicalId} tells nobody when it falls behind.`, {
      remedy: `Give ${watch.alarm?.logicalId} an action in AlarmActions, and ActionsEnabled true.`,
    });
  } else if (watch.state === 'none') {
    yield finding(reader, `It reads ${name}, and no alarm tells when it falls behind.`);
  }
}

function consumer(alarmed: boolean): Rule['keeping'] {
  const alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Worker' } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 600_000,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [{ Ref: 'OnCall' }],
    },
  };
  return {
    Resources: {
      Worker: lambdaFunction(),
      Orders: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, StartingPosition: 'TRIM_HORIZON' },
      },
      OnCall: { Type: 'AWS::SNS::Topic' },
      ...(alarmed ? { Behind: alarm } : {}),
    },
  };
}
