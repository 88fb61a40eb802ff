import { aws_apigateway as apigateway, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiAuthorization } from './api/api-authorization';
import { authorizedRestApi, resourceAt } from './api/rest-front';
import { pathOf } from './api/route';
import { METHOD_RESPONSES, sendTo } from './queue-integration';
import { answerOpenRoutes, answerRulePacks } from './rule-packs';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { refuseOpen } from '../triggers/api/open-route';
import { alarmOnServerErrors } from '../triggers/api/server-errors';
import { QueueTrigger } from '../triggers/queue/queue-trigger';
import { requireThat } from '../validation/steadfast-error';

/** Properties of a RequestInbox. */
export interface RequestInboxProps {
  /**
   * The function that works off the requests; the body of each message is the body of a request.
   *
   * A caller that heard no answer asks again, and a queue delivers at least once: the same request must do no harm twice.
   */
  readonly worker: lambda.Function;

  /** Who may send requests. */
  readonly authorization: ApiAuthorization;

  /**
   * Where requests are sent to, by POST.
   *
   * @default '/requests'
   */
  readonly path?: string;

  /**
   * What the body of a request must look like; any other is refused before it is stored.
   *
   * @default - a JSON object
   */
  readonly schema?: apigateway.JsonSchema;

  /**
   * The queue where requests wait, and how it is worked off.
   *
   * @default new QueueTrigger()
   */
  readonly inbox?: QueueTrigger;
}

/**
 * Client -> API -> queue -> function: a request is answered as soon as it is stored, and worked off when there is time.
 *
 * Bursts wait in the queue, and the work may take 15 minutes instead of the 29 seconds that an API waits. A request holds at most 1 MiB (Amazon SQS quotas).
 * One that fails on every attempt is parked in the dead-letter queue, with an alarm.
 *
 * @example
 * const worker = new SteadfastNodejsFunction(this, 'Work', { entry: 'handler/work.ts' });
 * new patterns.RequestInbox(this, 'Orders', { worker, authorization: patterns.ApiAuthorization.iam() });
 */
export class RequestInbox extends Construct {
  /** Where requests are sent to. */
  public readonly url: string;

  /** The API in front. */
  public readonly api: apigateway.RestApi;

  /** Where requests wait. */
  public readonly queue: sqs.IQueue;

  /** Where requests are parked that failed on every attempt; undefined where the inbox was given its queue. */
  public readonly deadLetterQueue?: sqs.IQueue;

  constructor(scope: Construct, id: string, props: RequestInboxProps) {
    super(scope, id);
    const { worker, authorization, inbox = new QueueTrigger() } = props;
    const path = pathOf(this, props.path ?? '/requests');
    worker.addEventSource(inbox);
    this.queue = inbox.queue;
    this.deadLetterQueue = inbox.deadLetterQueue;
    this.refuseFifo();

    const { api, authorizer } = authorizedRestApi(this, authorization, {});
    this.api = api;
    this.url = api.urlForPath(path);
    const method = resourceAt(api, path).addMethod('POST', sendTo(this, this.queue), {
      methodResponses: METHOD_RESPONSES,
      requestModels: { 'application/json': this.modelOf(props.schema) },
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
    });
    this.stateIfOpen(method, authorization);

    const { deploymentStage: stage } = api;
    const refused = alarmOnServerErrors(api, { failed: stage.metricServerError(), all: stage.metricCount() });
    const functions = [worker, ...authorizer ? [authorizer.judge] : []];
    joinAlarms(this, 'HealthAlarm', 'requests are not taken, or functions fail, are throttled or come near their timeout',
      [refused, ...functions.flatMap(alarmsOnRunning)]);
    answerRulePacks(this, worker);
  }

  private modelOf(schema: apigateway.JsonSchema = { type: apigateway.JsonSchemaType.OBJECT }): apigateway.Model {
    return this.api.addModel('Request', { contentType: 'application/json', schema });
  }

  private stateIfOpen(method: apigateway.Method, { _openBecause: openBecause }: ApiAuthorization): void {
    refuseOpen(method, {
      name: `POST ${method.resource.path}`,
      resource: () => method.node.defaultChild as apigateway.CfnMethod,
      open: () => openBecause !== undefined,
      remedy: 'Choose another authorization,',
    }, openBecause);
    answerOpenRoutes(method, openBecause);
  }

  /** A FIFO queue wants a group with each message, which only the sender could name. */
  private refuseFifo(): void {
    requireThat(this, !this.queue.fifo, {
      must: 'The queue of an inbox must be standard', given: 'a FIFO queue', remedy: 'Leave fifo out, and let the worker order what must be in order.',
    });
  }
}
