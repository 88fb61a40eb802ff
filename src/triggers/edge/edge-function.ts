import { ArnFormat, Duration, RemovalPolicy, Stack, aws_cloudfront as cloudfront, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OWN_ANSWERS, WILDCARD_REASONS } from '../../acknowledgements/own-answers';
import { answerInline, answerWildcard } from '../../acknowledgements/rights-answers';
import { acknowledgeRules } from '../../acknowledgements/rule-answer';
import { ownRole } from '../../function/own-role';
import { QUOTAS } from '../../reference/quotas';
import { requireThat } from '../../validation/steadfast-error';
import { knownSeconds, refuseFraction } from '../../validation/whole-seconds';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { stateEventPath } from '../stated-path';

/** What an edge function may use, by the side of CloudFront it stands on. */
const VIEWER = { seconds: QUOTAS.edgeViewerTimeout.value, megabytes: QUOTAS.edgeViewerMemory.value };
const ORIGIN = { seconds: QUOTAS.edgeOriginTimeout.value, megabytes: QUOTAS.memory.value };

/** Where edge functions must be made; CloudFront copies them from there. */
const EDGE_REGION = 'us-east-1';

/** Properties of an EdgeFunction: what Lambda@Edge knows of a function. */
export interface EdgeFunctionProps {
  /** The code. */
  readonly code: lambda.Code;

  /** What of the code is called. */
  readonly handler: string;

  /** What the code runs on: Node.js or Python. */
  readonly runtime: lambda.Runtime;

  /**
   * How long an invocation may take; at most 5 seconds at viewer events and 30 at origin events.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * How much memory an invocation has, in MB; at most 128 at viewer events and 10,240 at origin events.
   *
   * @default 128
   */
  readonly memorySize?: number;

  /**
   * What the function is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/**
 * A function that CloudFront runs near the viewer: Lambda@Edge.
 *
 * It has no alias, no environment, no network, no tracing and no dead-letter queue, for Lambda@Edge takes none; it is associated by its numbered version.
 * Its logs stand in the region where it ran, under `/aws/lambda/us-east-1.NAME`, and are kept until somebody sets a retention there.
 * Prefer a CloudFront function where the request's body, the network and more than a millisecond are not needed.
 *
 * @example
 * const rewrite = new EdgeFunction(this, 'Rewrite', {
 *   runtime: lambda.Runtime.NODEJS_24_X,
 *   handler: 'index.handler',
 *   code: lambda.Code.fromAsset('edge'),
 * });
 * const edgeLambdas = [rewrite.at(cloudfront.LambdaEdgeEventType.ORIGIN_REQUEST)];
 */
export class EdgeFunction extends lambda.Function implements ITrigger {
  /** What becomes of a request that fails. */
  public readonly eventPath: EventPath = callerPath('CloudFront, Lambda@Edge');

  /** @throws when the stack stands in another region than us-east-1, or the runtime is neither Node.js nor Python, or Lambda would refuse its time or memory */
  constructor(scope: Construct, id: string, props: EdgeFunctionProps) {
    refuseFraction(`${scope.node.path}/${id}`, 'timeout', props.timeout);
    refuseMemory(scope, props.memorySize);
    super(scope, id, {
      ...props,
      timeout: props.timeout ?? Duration.seconds(VIEWER.seconds),
      memorySize: props.memorySize ?? VIEWER.megabytes,
      architecture: lambda.Architecture.X86_64,
      // CloudFront needs hours to give a copy back: until then a version cannot be deleted.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.refuseElsewhere();
    this.refuseRuntime(props.runtime);
    ownRole(this, {});
    this.trustEdge();
    acknowledgeRules(this.node.defaultChild!, OWN_ANSWERS.edge);
    stateEventPath(this, this.eventPath);
  }

  /**
   * The function at an event of CloudFront: `edgeLambdas: [edge.at(cloudfront.LambdaEdgeEventType.VIEWER_REQUEST)]`.
   *
   * @param eventType when CloudFront calls it
   * @param includeBody whether it sees the body of a request; not of a response
   * @throws when the event allows less time or memory, or is a response, which has no body to see
   */
  public at(eventType: cloudfront.LambdaEdgeEventType, includeBody?: boolean): cloudfront.EdgeLambda {
    const side = eventType.startsWith('viewer') ? VIEWER : ORIGIN;
    const { memorySize = VIEWER.megabytes } = this.node.defaultChild as lambda.CfnFunction;
    const seconds = this.timeout ? knownSeconds(this, 'timeout', this.timeout) : VIEWER.seconds;
    requireThat(this, seconds <= side.seconds && memorySize <= side.megabytes, {
      must: `An edge function at ${eventType} must do with ${side.seconds} seconds and ${side.megabytes} MB`,
      given: `${seconds} seconds and ${memorySize} MB`,
      remedy: side === VIEWER ? 'Lower them, or stand at an origin event.' : 'Lower them.',
    }, seconds, memorySize);
    requireThat(this, !includeBody || eventType.endsWith('request'), {
      must: 'An edge function sees the body of a request only',
      given: `includeBody at ${eventType}`,
      remedy: 'Leave it out.',
    });
    return { eventType, functionVersion: this.currentVersion, includeBody };
  }

  private refuseElsewhere(): void {
    const { region } = Stack.of(this);
    requireThat(this, region === EDGE_REGION, {
      must: `An edge function must be made in ${EDGE_REGION}`,
      given: region,
      remedy: `Put it into a stack of its own with env: { region: '${EDGE_REGION}' } and crossRegionReferences: true.`,
    }, region);
  }

  private refuseRuntime(runtime: lambda.Runtime): void {
    requireThat(this, runtime.family === lambda.RuntimeFamily.NODEJS || runtime.family === lambda.RuntimeFamily.PYTHON, {
      must: 'An edge function must run on Node.js or Python',
      given: runtime.name,
      remedy: 'Choose one of them.',
    });
  }

  /** The right to log is a policy of its own: it holds the function's name, and the function waits for its role's policy. */
  private trustEdge(): void {
    (this.role as iam.Role).assumeRolePolicy?.addStatements(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('edgelambda.amazonaws.com')],
      actions: ['sts:AssumeRole'],
    }));
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
    const resource = Stack.of(this).formatArn({
      service: 'logs',
      region: '*',
      resource: 'log-group',
      resourceName: `/aws/lambda/${EDGE_REGION}.${this.functionName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const writer = new iam.Policy(this, 'EdgeLogWriter', { statements: [new iam.PolicyStatement({ actions, resources: [resource] })] });
    answerInline(writer);
    answerWildcard(writer, { resource, actions, reason: WILDCARD_REASONS.edgeLogs });
    this.role?.attachInlinePolicy(writer);
  }
}

/** CDK passes on whatever it is given, and Lambda refuses it at deployment. */
function refuseMemory(scope: Construct, megabytes: number = VIEWER.megabytes): void {
  requireThat(scope, Number.isInteger(megabytes) && megabytes >= VIEWER.megabytes && megabytes <= ORIGIN.megabytes, {
    must: `The memory of an edge function must be a whole number of megabytes from ${VIEWER.megabytes} to ${ORIGIN.megabytes}`,
    given: `${megabytes}`,
    remedy: 'Choose memorySize in that range.',
  }, megabytes);
}
