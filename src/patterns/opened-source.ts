import { aws_kinesis as kinesis, aws_lambda as lambda } from 'aws-cdk-lib';

/** A source that stands, as a pattern sees it. */
export interface OpenedSource {
  /** The Kinesis stream, if that is the source. */
  readonly stream?: kinesis.IStream;
  readonly trigger: lambda.IEventSource;
}
