import { Duration } from 'aws-cdk-lib';
import { SmokeTestPlan } from '../handlers/smoke-test-plan';
import { SteadfastError } from '../validation/steadfast-error';

/** An event that a new version must handle. */
export interface EventSmokeTestOptions {
  /** The event, as the function receives it. */
  readonly payload: { [key: string]: unknown };

  /**
   * What the function must return: every member that is named here, and whatever else.
   *
   * @default - anything, as long as the function does not fail
   */
  readonly expectedResult?: { [key: string]: unknown };

  /**
   * How long the version may take; at most 14 minutes.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
}

/** A request that a new version must answer, as API Gateway or a function URL would hand it over. */
export interface RequestSmokeTestOptions {
  /**
   * The path that is asked for.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The method of the request.
   *
   * @default 'GET'
   */
  readonly method?: string;

  /**
   * The headers of the request; names in lower case, as HTTP APIs hand them over.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The query of the request.
   *
   * @default - none
   */
  readonly query?: { [name: string]: string };

  /**
   * The body of the request.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The status that must be answered.
   *
   * @default 200
   */
  readonly expectedStatus?: number;

  /**
   * What the body of the answer must hold, read as JSON: every member that is named here, and whatever else.
   *
   * @default - anything
   */
  readonly expectedBody?: { [key: string]: unknown };

  /**
   * How long the version may take; at most 14 minutes.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
}

/** A hook has to report before its own function ends, at 15 minutes (AWS Lambda quotas). */
const LONGEST = Duration.minutes(14);

/** An environment holds 4 KB (AWS Lambda quotas); the rest of it is the hook's own. */
const MOST_CHARACTERS = 3_000;

/**
 * What a new version must do right before it sees traffic.
 *
 * The test invokes the new version for real: choose an event that may be handled once more without harm.
 */
export class SmokeTest {
  /** An event that the version must handle without failing, for functions behind queues, rules, buckets or other callers. */
  public static ofEvent(options: EventSmokeTestOptions): SmokeTest {
    return new SmokeTest({ request: false, payload: options.payload, result: options.expectedResult }, options.timeout);
  }

  /**
   * A request that the version must answer, for functions behind an API or a function URL.
   *
   * It carries what payload format 1.0 (REST API) and 2.0 (HTTP API, function URL) both name the request by.
   */
  public static ofRequest(options: RequestSmokeTestOptions = {}): SmokeTest {
    return new SmokeTest({
      request: true,
      payload: requestEvent(options),
      result: { statusCode: options.expectedStatus ?? 200 },
      body: options.expectedBody,
    }, options.timeout);
  }

  private readonly plan: SmokeTestPlan;

  private constructor(what: Omit<SmokeTestPlan, 'timeout'>, timeout: Duration = Duration.seconds(30)) {
    this.plan = { ...what, timeout: timeout.toMilliseconds() };
    refuseOversized(this.plan);
  }

  /**
   * The test as its hook reads it.
   *
   * @internal
   */
  public _plan(): SmokeTestPlan {
    return this.plan;
  }
}

function refuseOversized(plan: SmokeTestPlan): void {
  if (plan.timeout > LONGEST.toMilliseconds() || plan.timeout < 1_000) {
    throw new SteadfastError('SmokeTest', {
      must: 'A smoke test must end within 1 second to 14 minutes',
      given: `${plan.timeout / 1_000} seconds`,
      remedy: 'Choose a timeout in that range.',
    });
  }
  const size = JSON.stringify(plan).length;
  if (size > MOST_CHARACTERS) {
    throw new SteadfastError('SmokeTest', {
      must: `A smoke test must fit into ${MOST_CHARACTERS} characters of an environment`,
      given: `${size} characters`,
      remedy: 'Test with a smaller event, or give the release a beforeTraffic function of your own.',
    });
  }
}

/** Both payload formats at once: a handler reads the names it knows. */
function requestEvent(options: RequestSmokeTestOptions): object {
  const { path = '/', method = 'GET', headers = {}, query = {}, body } = options;
  return {
    // 1.0
    resource: path,
    path,
    httpMethod: method,
    queryStringParameters: query,
    // 2.0
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    requestContext: { stage: '$default', httpMethod: method, path, http: { method, path, sourceIp: '127.0.0.1', userAgent: 'smoke-test' } },
    // both
    headers,
    body,
    isBase64Encoded: false,
  };
}
