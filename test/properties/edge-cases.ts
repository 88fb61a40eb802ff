import {
  Stack, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_lambda as lambda, aws_s3 as s3,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { context, Family, isRefused, Placed } from './family';
import { durationOf, maybe, numberOf, oddDuration, OddDuration, oddNumber, OddNumber, oddText, seldom } from './odd-values';
import { shared } from './shared';
import { EdgeFunction, EdgeFunctionProps, SecurityHeaders } from '../../src';

const RUNTIMES = [lambda.Runtime.NODEJS_24_X, lambda.Runtime.PYTHON_3_13, lambda.Runtime.JAVA_25, lambda.Runtime.PROVIDED_AL2023];

/** The function's own props; any but the time is handed to CDK's function as it is. */
function edgeProps(scope: Stack, { text, memorySize, timeout, runtime }: EdgeCase): EdgeFunctionProps {
  return {
    code: lambda.Code.fromBucketV2(shared(scope, 'Site', () => new s3.Bucket(scope, 'Site')), 'code.zip'),
    handler: 'index.handler',
    runtime: RUNTIMES[runtime] ?? RUNTIMES[0],
    timeout: durationOf(timeout),
    memorySize: numberOf(memorySize),
    description: text,
  };
}

interface EdgeCase extends Placed {
  readonly region?: string;
  readonly timeout?: OddDuration;
  readonly memorySize?: OddNumber;
  readonly runtime: number;
  readonly text: string;
  readonly policy?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly { readonly eventType: cloudfront.LambdaEdgeEventType; readonly includeBody?: boolean }[];
}

/** Functions at the edge, of any props, and the distribution that calls them. */
export const EDGE_CASES: Family<EdgeCase> = {
  cases: fc.record({
    region: fc.constantFrom('us-east-1', 'us-east-1', 'us-east-1', undefined, 'eu-west-1'),
    timeout: maybe(oddDuration(1, 30)),
    memorySize: maybe(oddNumber(128, 1_024)),
    runtime: fc.nat({ max: 5 }),
    text: oddText,
    policy: maybe(oddText),
    headers: fc.dictionary(oddText, oddText, { maxKeys: 3 }),
    events: fc.uniqueArray(fc.record({
      eventType: fc.constantFrom(...Object.values(cloudfront.LambdaEdgeEventType)), includeBody: seldom(fc.boolean()),
    }), { maxLength: 2, selector: ({ eventType }) => eventType }),
    context,
  }),
  fill: (stack, given) => {
    const there = new Stack(stack.node.root, 'Edge', { env: { region: given.region } });
    const edge = new EdgeFunction(there, 'Function', edgeProps(there, given));
    const headers = new SecurityHeaders(there, 'Headers', { contentSecurityPolicy: given.policy, headers: given.headers });
    new cloudfront.Distribution(there, 'Distribution', {
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(shared(there, 'Site', () => new s3.Bucket(there, 'Site'))),
        edgeLambdas: given.events.map(({ eventType, includeBody }) => edge.at(eventType, includeBody)),
        functionAssociations: [{ function: headers, eventType: cloudfront.FunctionEventType.VIEWER_RESPONSE }],
      },
    });
  },
  // The stack beside it is empty.
  isTheirs: (_one, complaint) => complaint === 'F0001 at Stack',
  refusedByCdk: one => isRefused(one, stack => new lambda.Function(stack, 'Function', edgeProps(stack, { ...one, timeout: undefined }))),
};
