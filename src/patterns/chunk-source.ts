import { aws_lambda as lambda, aws_s3 as s3, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FunctionTask } from '../triggers/workflow/function-task';

/**
 * How a map finds its chunks: in its input, or by a reader.
 *
 * @internal
 */
export interface ChunkReading {
  /** What must be done before. */
  readonly first?: sfn.TaskStateBase;
  readonly itemsPath?: string;
  readonly itemReader?: sfn.IItemReader;
}

const CHUNKS = '$.chunks';

/** Where the chunks of a job come from. */
export class ChunkSource {
  /** The list `chunks` in the input of the execution; an input holds 256 KB (AWS Step Functions quotas). */
  public static input(): ChunkSource {
    return new ChunkSource(() => ({ itemsPath: CHUNKS }));
  }

  /**
   * A function that answers `{"chunks": [...]}`, of at most 256 KB (AWS Step Functions quotas); it is given the input of the execution.
   *
   * Let it answer the input's own `chunks` where there are any: so parked chunks are sent back.
   */
  public static plannedBy(planner: lambda.Function): ChunkSource {
    return new ChunkSource(scope => ({
      first: new FunctionTask(scope, 'Plan', { lambdaFunction: planner, payloadResponseOnly: true }),
      itemsPath: CHUNKS,
    }), planner);
  }

  /** The objects of a bucket, each a chunk with its `Key` and `Size`. */
  public static objects(bucket: s3.IBucket, prefix?: string): ChunkSource {
    return new ChunkSource(() => ({ itemReader: new sfn.S3ObjectsItemReader({ bucket, prefix }) }));
  }

  private constructor(
    private readonly reading: (scope: Construct) => ChunkReading,
    /** @internal */ public readonly _function?: lambda.Function,
  ) {}

  /**
   * How a map finds its chunks.
   *
   * @internal
   */
  public _read(scope: Construct): ChunkReading {
    return this.reading(scope);
  }
}
