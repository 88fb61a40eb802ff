import { aws_lambda as lambda } from 'aws-cdk-lib';
import { ASYNCHRONOUS } from './overlaps';
import { OWN_ANSWERS } from '../acknowledgements/own-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';
import { acknowledge } from '../bridge/resource-metadata';
import { FailurePath, FailurePathConfig } from '../failure/failure-path';
import { AsynchronousEvents, FunctionWatch } from '../observability/function-watch';

/**
 * The asynchronous settings of a function's live alias.
 *
 * They are made when the first caller binds that may invoke asynchronously, or at once where the user decided about them.
 */
export class AsynchronousSettings {
  private made?: AsynchronousEvents;
  private bound?: FailurePathConfig;
  private configured = false;
  private watch?: FunctionWatch;
  private readonly inherited: lambda.EventInvokeConfigOptions;

  constructor(
    private readonly fn: lambda.Function,
    private readonly alias: lambda.Alias,
    private readonly failurePath: FailurePath | undefined,
    props: lambda.FunctionOptions,
  ) {
    // Versions are configured by their options, and $LATEST by a property injector: no event arrives at either.
    [fn, fn.currentVersion].forEach(configured => configured.node.tryRemoveChild('EventInvokeConfig'));
    this.inherited = { ...props.currentVersionOptions, ...given(props) };
    const { onFailure, onSuccess, maxEventAge, retryAttempts } = this.inherited;
    if ([failurePath, onFailure, onSuccess, maxEventAge, retryAttempts].some(value => value !== undefined)) this.ensure();
    fn.node.addValidation({ validate: () => this.answerWithoutDeadLetters() });
  }

  /** Names who watches what becomes of failed events, before or after they are made. */
  public watchedBy(watch: FunctionWatch): void {
    this.watch = watch;
    if (this.made) watch.asynchronous(this.made);
  }

  /** Makes sure that a failed event is parked. */
  public ensure(): void {
    if (!this.made) this.make({});
  }

  /** Sets what the user asks for, once, in place of what a caller made before; a caller that asks for nothing only makes sure. */
  public configure(options: lambda.EventInvokeConfigOptions): void {
    if (Object.values(options).every(value => value === undefined)) return this.ensure();
    if (!this.configured) this.alias.node.tryRemoveChild('EventInvokeConfig');
    this.configured = true;
    this.make(options);
  }

  /** The failure path takes the events where the user names no destination. */
  private make(options: lambda.EventInvokeConfigOptions): void {
    const { onFailure, onSuccess, maxEventAge, retryAttempts } = this.inherited;
    const settings = { onFailure, onSuccess, maxEventAge, retryAttempts, ...options };
    const path: FailurePathConfig = settings.onFailure ? { destination: settings.onFailure } : this.boundFailurePath();
    this.made = { queue: path.queue, kept: path.destination !== undefined, maxEventAge: settings.maxEventAge };
    this.watch?.asynchronous(this.made);
    const configured = { ...settings, onFailure: path.destination };
    if (Object.values(configured).some(value => value !== undefined)) this.alias.configureAsyncInvoke(configured);
  }

  /** Where the user keeps nothing of a failed event, the rule that asks for a place stays open. */
  private answerWithoutDeadLetters(): string[] {
    if (this.made?.kept !== false) acknowledgeRules(this.fn.node.defaultChild as lambda.CfnFunction, OWN_ANSWERS.asynchronousEvents);
    return [];
  }

  private boundFailurePath(): FailurePathConfig {
    if (this.bound) return this.bound;
    this.bound = (this.failurePath ?? FailurePath.toSharedQueue())._bind(this.fn);
    if (this.bound.reason) acknowledge(this.fn.node.defaultChild as lambda.CfnFunction, 'async-failure-destination', this.bound.reason);
    return this.bound;
  }
}

function given(props: lambda.EventInvokeConfigOptions): lambda.EventInvokeConfigOptions {
  return Object.fromEntries(ASYNCHRONOUS.filter(name => props[name] !== undefined).map(name => [name, props[name]]));
}
