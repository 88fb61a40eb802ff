import { aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeStream } from './pattern-stores';
import { StreamTrigger, StreamTriggerProps } from '../triggers/stream/stream-trigger';
import { TableStreamTrigger, TableStreamTriggerProps } from '../triggers/stream/table-stream-trigger';

/**
 * A source that stands, as a pattern sees it.
 *
 * @internal
 */
export interface OpenedSource {
  /** The Kinesis stream, if that is the source. */
  readonly stream?: kinesis.IStream;
  readonly trigger: lambda.IEventSource;
}

/** Where the events of a StreamProcessor come from. */
export class StreamSource {
  /**
   * A Kinesis stream.
   *
   * @param stream the stream; an encrypted on-demand one, kept for 24 hours, where it is left out
   * @param props how it is read
   */
  public static kinesis(stream?: kinesis.IStream, props: StreamTriggerProps = {}): StreamSource {
    return new StreamSource(scope => {
      const source = stream ?? makeStream(scope);
      return { stream: source, trigger: new StreamTrigger(source, props) };
    });
  }

  /**
   * The changes of a table.
   *
   * @param table a table with a stream
   * @param props how it is read
   */
  public static table(table: dynamodb.ITable, props: TableStreamTriggerProps = {}): StreamSource {
    return new StreamSource(() => ({ trigger: new TableStreamTrigger(table, props) }));
  }

  private constructor(private readonly opened: (scope: Construct) => OpenedSource) {}

  /**
   * Makes what the source needs.
   *
   * @internal
   */
  public _open(scope: Construct): OpenedSource {
    return this.opened(scope);
  }
}
