import { aws_stepfunctions as sfn } from 'aws-cdk-lib';

/** What a map needs to find its chunks. */
export interface ChunkReading {
  /** What must be done before. */
  readonly first?: sfn.TaskStateBase;
  readonly map: Pick<sfn.DistributedMapProps, 'itemsPath' | 'itemReader'>;
}
