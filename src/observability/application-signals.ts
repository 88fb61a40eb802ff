import { ArnFormat, Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';
import { requireThat } from '../validation/steadfast-error';

/** Decisions about Application Signals. */
export interface ApplicationSignalsOptions {
  /**
   * The service that the function belongs to in Application Signals (`OTEL_SERVICE_NAME`).
   *
   * @default - the function is a service of its own, by its name
   */
  readonly serviceName?: string;
}

/** Starts the handler with the instrumentation of the layer around it. */
const WRAPPER = '/opt/otel-instrument';

/** The log group that Application Signals reads, one an account and region. */
const LOG_GROUP = '/aws/application-signals/data';

/**
 * Sends a function's calls, latencies, faults and traces to CloudWatch Application Signals, by a layer of AWS around its handler.
 *
 * The account must have Application Signals enabled once (`AWS::ApplicationSignals::Discovery`, or the console). Charged by what is sent.
 */
export class ApplicationSignals {
  /**
   * Instruments by a version of the "AWS Lambda layer for OpenTelemetry" for the function's runtime and region.
   *
   * @param layer the layer, whose ARNs AWS lists in "AWS Distro for OpenTelemetry Lambda" (https://aws-otel.github.io/docs/getting-started/lambda)
   */
  public static byLayer(layer: lambda.ILayerVersion, options: ApplicationSignalsOptions = {}): ApplicationSignals {
    return new ApplicationSignals(layer, options);
  }

  private constructor(private readonly layer: lambda.ILayerVersion, private readonly options: ApplicationSignalsOptions) {}

  /**
   * What CDK's constructor should see of this.
   *
   * @internal
   */
  public _props({ layers = [], environment }: lambda.FunctionOptions): Partial<lambda.FunctionOptions> {
    const { serviceName } = this.options;
    return {
      // Lambda refuses a layer that is named twice.
      layers: layers.some(({ layerVersionArn }) => layerVersionArn === this.layer.layerVersionArn) ? layers : [...layers, this.layer],
      environment: { ...environment, AWS_LAMBDA_EXEC_WRAPPER: WRAPPER, ...(serviceName ? { OTEL_SERVICE_NAME: serviceName } : {}) },
    };
  }

  /**
   * Lets a function write what is read, and refuses one whose handler cannot be wrapped.
   *
   * @param props the props as the user wrote them
   * @internal
   */
  public _bind(fn: lambda.Function, props: lambda.FunctionOptions): void {
    refuseUnwrappable(fn, props);
    // What AWS's policy CloudWatchLambdaApplicationSignalsExecutionRolePolicy allows, in this account and region; X-Ray's part comes with tracing.
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
    const resource = Stack.of(fn).formatArn({ service: 'logs', resource: 'log-group', resourceName: `${LOG_GROUP}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    fn.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
    answerWildcard(fn, { resource, actions, reason: WILDCARD_REASONS.applicationSignals });
  }
}

function refuseUnwrappable(fn: lambda.Function, { tracing, environment }: lambda.FunctionOptions): void {
  requireThat(fn, environment?.AWS_LAMBDA_EXEC_WRAPPER === undefined, {
    must: 'One wrapper must start the handler',
    given: 'applicationSignals and AWS_LAMBDA_EXEC_WRAPPER in environment',
    remedy: 'Remove one of them.',
  });
  requireThat(fn, tracing !== lambda.Tracing.DISABLED, {
    must: 'Application Signals is told by traces',
    given: 'applicationSignals with tracing DISABLED',
    remedy: 'Remove tracing, or applicationSignals.',
  });
}
