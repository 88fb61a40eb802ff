import { aws_lambda as lambda } from 'aws-cdk-lib';
import { acknowledge } from '../../bridge/resource-metadata';
import { reasonFor } from '../../validation/reason';
import { requireThat, SteadfastError } from '../../validation/steadfast-error';
import { refuseSecond } from '../connected-once';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { stateEventPath } from '../stated-path';
import { asSteadfast, functionBehind } from '../trigger-target';

/** Properties of a UrlTrigger. */
export interface UrlTriggerProps {
  /**
   * Which pages of other origins may call.
   *
   * @default - none
   */
  readonly cors?: lambda.FunctionUrlCorsOptions;

  /**
   * Whether the answer is sent while it is made, up to 200 MB instead of 6 (AWS Lambda quotas); Node.js, a custom runtime or an image only.
   *
   * @default false
   */
  readonly streaming?: boolean;

  /**
   * Why anybody may call; it stands in the template and in the report.
   *
   * @default - only principals of AWS with the right to may call: `trigger.url.grantInvokeUrl(role)`
   */
  readonly openBecause?: string;
}

/**
 * Gives a function a URL of its own, which asks who calls (IAM) and leads to the live alias.
 *
 * @example
 * const trigger = new UrlTrigger();
 * fn.addEventSource(trigger);
 * trigger.url.grantInvokeUrl(new iam.Role(this, 'Shop', { assumedBy: new iam.AccountRootPrincipal() }));
 */
export class UrlTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of a request that fails. */
  public readonly eventPath: EventPath = callerPath('Function URL');
  private made?: lambda.FunctionUrl;

  constructor(private readonly props: UrlTriggerProps = {}) {}

  /**
   * The URL.
   *
   * @throws when the trigger is not bound to a function yet
   */
  public get url(): lambda.FunctionUrl {
    if (this.made) return this.made;
    throw new SteadfastError('UrlTrigger', {
      must: 'The trigger must be bound to a function before its URL is read',
      given: 'no function yet',
      remedy: 'Call fn.addEventSource(trigger) first.',
    });
  }

  /**
   * Makes the URL; called by `fn.addEventSource`.
   *
   * @throws when the function's runtime cannot stream
   */
  public bind(target: lambda.IFunction): void {
    const { cors, streaming, openBecause } = this.props;
    if (streaming) refuseWithoutStreams(target);
    const reason = openBecause === undefined ? undefined : reasonFor('UrlTrigger.openBecause', openBecause);
    // A steadfast function keeps a URL that is deployed where it was; a new one leads to its live alias.
    const addressed = asSteadfast(target)?.liveAlias ?? target;
    refuseSecond(addressed, 'FunctionUrl', 'A URL');
    this.made = addressed.addFunctionUrl({
      authType: reason ? lambda.FunctionUrlAuthType.NONE : lambda.FunctionUrlAuthType.AWS_IAM,
      cors,
      invokeMode: streaming ? lambda.InvokeMode.RESPONSE_STREAM : lambda.InvokeMode.BUFFERED,
    });
    stateEventPath(this.made, this.eventPath);
    if (reason) acknowledge(this.made.node.defaultChild as lambda.CfnUrl, 'public-invoke', reason);
  }
}

const STREAMING = [lambda.RuntimeFamily.NODEJS, lambda.RuntimeFamily.OTHER];

function refuseWithoutStreams(target: lambda.IFunction): void {
  const runtime = functionBehind(target)?.runtime;
  if (!runtime || runtime.family === undefined) return;
  requireThat(target, STREAMING.includes(runtime.family), {
    must: 'A function that streams its answer must run on Node.js, on a custom runtime or as an image',
    given: runtime.name,
    remedy: 'Leave streaming out, or use the Lambda Web Adapter on a custom runtime.',
  });
}
