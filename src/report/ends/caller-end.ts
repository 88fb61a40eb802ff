import { plusOne, times } from './attempts';
import { FailingEnd } from '../event-map';
import { ParkedPlaces } from './parked';
import { InvokerFact, InvokerKind } from '../../inventory/function-facts';

/** Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers". */
const SIGN_IN_ATTEMPTS = 3;

/** Amazon Data Firehose Developer Guide, "Data transformation": retries when nothing is said. */
const FIREHOSE_RETRIES = 3;

/** AWS Step Functions Developer Guide, "Error handling": `MaxAttempts` when nothing is said. */
const RETRY_ATTEMPTS = 3;

const WHO: Partial<Record<InvokerKind, string>> = {
  'cognito': 'Whoever signs in sees the error.',
  'step-functions': 'The workflow catches the error or fails.',
  'cloudfront': 'The viewer sees the error.',
  'pipe': 'The pipe\'s source keeps the event by its own rules.',
  'url': 'The caller sees the error.',
};

/** What becomes of a request whose sender waits for the answer. */
export function callerEnd(invoker: InvokerFact, places: ParkedPlaces): FailingEnd {
  if (invoker.via === 'firehose') {
    return firehoseEnd(invoker, places);
  }
  const attempts = attemptsOf(invoker);
  const tried = attempts === 1 ? '' : `It is tried ${times(attempts)}. `;
  return { outcome: 'caller', attempts, says: `${tried}${WHO[invoker.via] ?? 'The caller sees the error.'}` };
}

function attemptsOf({ via, task }: InvokerFact): number | undefined {
  if (via === 'cognito') {
    return SIGN_IN_ATTEMPTS;
  }
  if (via === 'step-functions' && task) {
    const retries = task.state.maps('Retry').map(retry => retry.number('MaxAttempts', RETRY_ATTEMPTS).known);
    return retries.includes(undefined) ? undefined : 1 + Math.max(0, ...retries.map(one => one ?? 0));
  }
  return 1;
}

/** Firehose keeps what could not be transformed below the error prefix of its own bucket. */
function firehoseEnd({ resource }: InvokerFact, places: ParkedPlaces): FailingEnd {
  const key = resource.properties.keys().find(one => one.endsWith('S3DestinationConfiguration'));
  const parameters = resource.properties.maps(`${key}.ProcessingConfiguration.Processors`).flatMap(processor => processor.maps('Parameters'));
  const retries = parameters.find(one => one.text('ParameterName').known === 'NumberOfRetries')?.text('ParameterValue').known;
  const attempts = plusOne(retries === undefined ? FIREHOSE_RETRIES : Number(retries));
  const bucket = resource.properties.link(`${key}.BucketARN`, 'AWS::S3::Bucket');
  const says = `It is tried ${times(attempts)}. Then Firehose keeps it below the error prefix of its bucket.`;
  return bucket.state === 'absent'
    ? { outcome: 'unknown', attempts, says: 'Where Firehose keeps what could not be transformed cannot be told from the templates.' }
    : { outcome: 'parked', attempts, at: places.at(bucket).at, says };
}
