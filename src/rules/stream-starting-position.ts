import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { RawMap } from '../inventory/raw';
import { isOpen } from '../inventory/value';

const STREAMS: readonly MappingFact['via'][] = ['kinesis', 'dynamodb', 'kafka'];

/** A mapping takes minutes to begin; LATEST begins when it does. */
export const streamStartingPosition: Rule = {
  id: 'stream-starting-position',
  severity: 'warning',
  title: 'A mapping reads its stream from the oldest record on',
  why: 'It takes up to several minutes until a new mapping polls, and up to 90 seconds after an update. With LATEST whatever is written meanwhile is never read.',
  remedy: 'Set StartingPosition to TRIM_HORIZON (or AT_TIMESTAMP, where the source has it).',
  inCdk: '`startingPosition: lambda.StartingPosition.TRIM_HORIZON` on the event source. `StreamTrigger` and `TableStreamTrigger` start there.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html',
  keeping: from('TRIM_HORIZON'),
  breaking: from('LATEST'),

  *check({ mappings }) {
    for (const mapping of mappings) {
      if (STREAMS.includes(mapping.via) && mapping.startingPosition.known === 'LATEST') {
        yield finding(mapping, 'Records that are written while it is created or updated may never be read.');
      } else if (STREAMS.includes(mapping.via) && isOpen(mapping.startingPosition)) {
        yield cannotTell(mapping, `Where it begins to read cannot be told (${mapping.startingPosition.written}).`);
      }
    }
  },
};

function from(StartingPosition: string): RawMap {
  return {
    Resources: {
      Clicks: { Type: 'AWS::Kinesis::Stream' },
      Worker: lambdaFunction(),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['Clicks', 'Arn'] }, StartingPosition },
      },
    },
  };
}
