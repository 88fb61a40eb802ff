import { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { acknowledge } from '../bridge/acknowledgement';
import { FailurePath } from '../failure/failure-path';

/**
 * The asynchronous settings of a function's live alias.
 *
 * They are made once: when the first caller binds that may invoke asynchronously, or at once where the user decided about them.
 */
export class AsynchronousSettings {
  private made = false;

  constructor(
    private readonly fn: lambda.Function,
    private readonly alias: lambda.Alias,
    private readonly failurePath: FailurePath | undefined,
    private readonly inherited: lambda.EventInvokeConfigOptions,
    private readonly watch: (queue: sqs.IQueue) => void,
  ) {
    // A property injector may have made CDK configure $LATEST, where no event arrives.
    fn.node.tryRemoveChild('EventInvokeConfig');
    const { onFailure, onSuccess, maxEventAge, retryAttempts } = inherited;
    if ([failurePath, onFailure, onSuccess, maxEventAge, retryAttempts].some((value) => value !== undefined)) this.ensure();
  }

  /** Makes sure that a failed event is parked. */
  public ensure(): void {
    if (!this.made) this.configure({});
  }

  /** Sets what the user asks for, with the failure path where they name none. */
  public configure(options: lambda.EventInvokeConfigOptions): void {
    this.made = true;
    const { onFailure, onSuccess, maxEventAge, retryAttempts } = this.inherited;
    const settings = { onFailure, onSuccess, maxEventAge, retryAttempts, ...options };
    const configured = { ...settings, onFailure: settings.onFailure ?? this.failureDestination() };
    if (Object.values(configured).some((value) => value !== undefined)) this.alias.configureAsyncInvoke(configured);
  }

  private failureDestination(): lambda.IDestination | undefined {
    const path = this.failurePath ?? FailurePath.toSharedQueue();
    const { destination, queue, reason } = path._bind(this.fn);
    if (queue) this.watch(queue);
    if (reason) acknowledge(this.fn.node.defaultChild as lambda.CfnFunction, 'async-failure-destination', reason);
    return destination;
  }
}
