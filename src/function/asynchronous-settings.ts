import { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { FailurePath } from '../failure/failure-path';

/**
 * The failure path of a function's live alias.
 *
 * It is made once, when the first caller binds that may invoke asynchronously, or when the user asked for it.
 */
export class AsynchronousSettings {
  private made = false;

  constructor(
    private readonly fn: lambda.Function,
    private readonly alias: lambda.Alias,
    private readonly failurePath: FailurePath,
    private readonly inherited: lambda.EventInvokeConfigOptions,
    private readonly watch: (queue: sqs.IQueue) => void,
  ) {}

  /** Makes sure that a failed event is parked. */
  public ensure(): void {
    if (!this.made) this.configure({});
  }

  /** Sets what the user asks for, with the failure path where they name none. */
  public configure(options: lambda.EventInvokeConfigOptions): void {
    this.made = true;
    const settings = { ...this.inherited, ...options };
    const path = settings.onFailure ? { destination: settings.onFailure } : this.failurePath._bind(this.fn);
    if (path.queue) this.watch(path.queue);
    const configured = { ...settings, onFailure: path.destination };
    if (Object.values(configured).some((value) => value !== undefined)) this.alias.configureAsyncInvoke(configured);
  }
}
