import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { isSet } from '../inventory/link';
import { RawMap } from '../inventory/raw';
import { holds, is } from '../inventory/value';

const STREAMS: readonly MappingFact['via'][] = ['kinesis', 'dynamodb', 'kafka'];

/** What stands for "until the record expires". */
const ENDLESS = -1;

/** A record that always fails must neither block its shard nor vanish. */
export const streamFailureDestination: Rule = {
  id: 'stream-failure-destination',
  severity: 'error',
  title: 'A mapping of a stream gives up in time, and tells somewhere what it gave up on',
  why: 'By default Lambda tries a failing batch until its records expire: the shard stands still for up to a week, and then the records are gone. With a limit but '
    + 'no on-failure destination they are gone sooner. Without bisecting or partial batches good records go the way of the bad one.',
  remedy: 'Set DestinationConfig.OnFailure, MaximumRetryAttempts, MaximumRecordAgeInSeconds and BisectBatchOnFunctionError on the mapping.',
  inCdk: '`onFailure`, `retryAttempts`, `maxRecordAge` and `bisectBatchOnError` on the event source. `StreamTrigger` and '
    + '`TableStreamTrigger` set all four.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  keeping: clicks({ DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } }, MaximumRetryAttempts: 5, BisectBatchOnFunctionError: true }),
  breaking: clicks({}),

  *check({ mappings }) {
    for (const mapping of mappings) {
      if (STREAMS.includes(mapping.via)) {
        yield* judgeMapping(mapping);
      }
    }
  },
};

function* judgeMapping(mapping: MappingFact): Iterable<Judgement> {
  if (mapping.onFailure.perhapsAbsent) {
    yield cannotTell(mapping, 'A condition decides whether it has an on-failure destination.');
    return;
  }
  if (!isSet(mapping.onFailure)) {
    yield finding(mapping, 'Records on which the function always fails are lost: it has no on-failure destination.');
    return;
  }
  // With a destination Lambda itself limits the retries of Kafka, and bisecting needs provisioned mode there.
  if (mapping.via === 'kafka') {
    return;
  }
  const endless = [mapping.retries, mapping.maxAge].map(limit => holds(limit, value => value === ENDLESS));
  if (endless.every(one => one === true)) {
    yield finding(mapping, 'It tries a failing batch until its records expire: its shard stands still, and the destination may hear of it too late.', {
      remedy: 'Set MaximumRetryAttempts (e.g. 5) or MaximumRecordAgeInSeconds on the mapping.',
    });
  } else if (!endless.includes(false)) {
    yield cannotTell(mapping, 'Whether its retries end cannot be told.');
  }
  yield* judgeBisect(mapping);
}

function* judgeBisect(mapping: MappingFact): Iterable<Judgement> {
  const alone = is(mapping.batchSize, 1) || is(mapping.partialBatch, true) || is(mapping.bisect, true);
  if (!alone && is(mapping.partialBatch, false) && is(mapping.bisect, false)) {
    yield finding(mapping, `One bad record takes its whole batch (up to ${mapping.batchSize.written}) to the destination.`, {
      severity: 'warning', remedy: 'Set BisectBatchOnFunctionError to true, or FunctionResponseTypes to [ReportBatchItemFailures].',
    });
  } else if (!alone) {
    yield cannotTell(mapping, 'Whether a bad record is told from its batch cannot be told.');
  }
}

function clicks(mapping: RawMap): RawMap {
  return {
    Resources: {
      Clicks: { Type: 'AWS::Kinesis::Stream' },
      Failed: { Type: 'AWS::S3::Bucket' },
      Worker: lambdaFunction(),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['Clicks', 'Arn'] }, StartingPosition: 'TRIM_HORIZON', ...mapping,
        },
      },
    },
  };
}
