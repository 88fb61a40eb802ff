import { Duration, Size, SizeRoundingBehavior, Token, aws_kinesisfirehose as firehose, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { QUOTAS } from '../../reference/quotas';
import { explain, requireThat } from '../../validation/steadfast-error';
import { knownSeconds } from '../../validation/whole-seconds';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { refuseSlow } from '../front-timeout';
import { stateEventPath } from '../stated-path';
import { grantInvokeOnly } from '../trigger-target';

/** Where a batch is left whose calls timed out or were throttled, and a record that the function answered as failed (Amazon Data Firehose Developer Guide, "Handle failure in data transformation"). */
const ERROR_PREFIX = 'the error prefix of the stream\'s bucket';

const FRONT = { name: 'A delivery stream', waits: Duration.seconds(QUOTAS.deliveryTransform.value) };

/** The longest buffering interval (BufferingHints, Amazon Data Firehose API Reference). */
const LONGEST_INTERVAL = 900;

/** A function receives and answers at most 6 MB, and Base64 makes a buffer a third larger (AWS Lambda quotas; Amazon Data Firehose Developer Guide). */
const LARGEST_BUFFER = Size.mebibytes(3);

/**
 * Lets a function transform the records of a Firehose delivery stream.
 *
 * Records that the function fails are written under the error prefix of the stream's bucket; a stream without one is refused.
 *
 * @example
 * new kinesisfirehose.DeliveryStream(this, 'Clicks', {
 *   destination: new kinesisfirehose.S3Bucket(bucket, { processors: [new DeliveryTransform(fn)], errorOutputPrefix: 'failed/' }),
 * });
 */
export class DeliveryTransform implements firehose.IDataProcessor, ITrigger {
  /** How records are gathered and how often a call is repeated. */
  public readonly props: firehose.DataProcessorProps;

  private readonly decided: Required<firehose.DataProcessorProps>;

  /** What becomes of a record that fails. */
  public readonly eventPath: EventPath;

  /**
   * @param target the function that transforms the records
   * @param props the buffer, 1 MB or 60 seconds unless said otherwise, and the retries, 3
   */
  constructor(private readonly target: lambda.IFunction, props: firehose.DataProcessorProps = {}) {
    const { bufferSize = Size.mebibytes(1), bufferInterval = Duration.seconds(60), retries = 3 } = props;
    this.decided = { bufferSize, bufferInterval, retries };
    this.props = this.decided;
    this.eventPath = callerPath('Firehose', { parkedBy: ERROR_PREFIX, attempts: retries + 1 });
  }

  /**
   * Connects the stream to the function; called by the delivery stream.
   *
   * @throws when a buffer does not fit into an invocation, a prop is not a known whole number, or the function may run longer than Firehose waits
   */
  public bind(scope: Construct, { role }: firehose.DataProcessorBindOptions): firehose.DataProcessorConfig {
    refuseSlow(this.target, FRONT);
    refuseOdd(scope, this.decided);
    scope.node.addValidation({ validate: () => this.judge(scope) });
    grantInvokeOnly(this.target, role);
    return {
      processorType: 'Lambda',
      processorIdentifier: { parameterName: 'LambdaArn', parameterValue: this.target.functionArn },
    };
  }

  /** The stream itself is made after its processors: validation is the first time it is there, and still before the template is written. */
  private judge(scope: Construct): string[] {
    const stream = scope.node.findAll().find((child): child is firehose.CfnDeliveryStream => child instanceof firehose.CfnDeliveryStream);
    stateEventPath(stream, this.eventPath);
    return withoutErrorPrefix(stream);
  }
}

/** CDK writes these as texts: in whole mebibytes, with a token's number for what is known at deployment only, and without a 0. */
function refuseOdd(scope: Construct, { bufferSize, bufferInterval, retries }: Required<firehose.DataProcessorProps>): void {
  const size = bufferSize.isUnresolved() ? undefined : bufferSize.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  requireThat(scope, size !== undefined && Number.isInteger(size) && size >= 1 && size <= LARGEST_BUFFER.toMebibytes(), {
    must: `A buffer for a function must hold 1 to ${LARGEST_BUFFER.toMebibytes()} whole mebibytes`,
    given: size === undefined ? 'a size that is known at deployment only' : `${size}`,
    remedy: 'Set bufferSize: Size.mebibytes(1).',
  });
  const seconds = knownSeconds(scope, 'bufferInterval', bufferInterval);
  requireThat(scope, seconds <= LONGEST_INTERVAL, {
    must: `A buffer must be sent after at most ${LONGEST_INTERVAL} seconds`,
    given: `${seconds}`,
    remedy: 'Lower bufferInterval.',
  });
  requireThat(scope, Number.isInteger(retries) && retries >= 1, {
    must: 'A call must be repeated a whole number of times, at least once: CDK leaves out a 0, and Firehose then repeats 3 times',
    given: Token.isUnresolved(retries) ? 'retries that are known at deployment only' : `retries ${retries}`,
    remedy: 'Set retries: 1 or more.',
  });
}

function withoutErrorPrefix(stream: firehose.CfnDeliveryStream | undefined): string[] {
  const bucket = stream?.extendedS3DestinationConfiguration as firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty | undefined;
  if (!bucket || bucket.errorOutputPrefix) return [];
  return [explain({
    must: 'A delivery stream with a function must have an error prefix, or failed records lie among the good ones',
    given: 'none',
    remedy: 'Set errorOutputPrefix: \'failed/\' on the S3Bucket destination.',
  })];
}
