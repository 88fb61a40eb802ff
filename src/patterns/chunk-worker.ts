import { aws_lambda as lambda, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FunctionTask } from '../triggers/workflow/function-task';

/** Who works on a chunk. */
export class ChunkWorker {
  /** A function, which receives the chunk as its event and has up to 15 minutes for it. */
  public static function(worker: lambda.Function): ChunkWorker {
    return new ChunkWorker(scope => new FunctionTask(scope, 'Work', {
      lambdaFunction: worker,
      payload: sfn.TaskInput.fromJsonPathAt('$.chunk'),
      resultPath: sfn.JsonPath.DISCARD,
    }), worker);
  }

  /**
   * Any task of Step Functions, for instance a container on Fargate where 15 minutes are too short; it finds the chunk at `$.chunk`.
   *
   * The job adds its attempts and its parking to the task, so that each job needs one of its own.
   */
  public static task(task: sfn.TaskStateBase): ChunkWorker {
    return new ChunkWorker(() => task);
  }

  private constructor(
    private readonly work: (scope: Construct) => sfn.TaskStateBase,
    /** @internal */ public readonly _function?: lambda.Function,
  ) {}

  /**
   * The state that works on a chunk.
   *
   * @internal
   */
  public _state(scope: Construct): sfn.TaskStateBase {
    return this.work(scope);
  }
}
