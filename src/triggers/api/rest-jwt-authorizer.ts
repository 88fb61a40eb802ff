import * as path from 'path';
import { Duration, aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { JwtRules, refuseLoose } from './jwt-rules';
import { SteadfastFunction } from '../../function/steadfast-function';
import { FunctionAlarms } from '../../observability/function-alarms';
import { FunctionAlarm } from '../../observability/function-alarms-options';
import { leaveUndecided } from '../../observability/joint-alarm';
import { requireThat } from '../../validation/steadfast-error';
import { knownSeconds } from '../../validation/whole-seconds';

const CODE = path.join(__dirname, '..', '..', '..', 'assets', 'handlers', 'jwt-authorizer.lambda');

/** What API Gateway passes on to the function: the rest is refused before anybody is asked. */
const A_TOKEN = '^[Bb]earer +[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+$';

/** Properties of a RestJwtAuthorizer. */
export interface RestJwtAuthorizerProps extends JwtRules {
  /**
   * How long an answer is used again for the same token, also after the token has expired; at most 1 hour (Amazon API Gateway quotas).
   *
   * @default Duration.seconds(0): every request is judged
   */
  readonly reuseFor?: Duration;
}

/**
 * Lets in requests to a REST API that bring a JSON web token of one issuer, as the JWT authorizer of an HTTP API does.
 *
 * A REST API has none of its own. A function of this library reads the issuer's description and keys (kept for an hour), and takes
 * RSA, elliptic-curve and Edwards signatures. Whatever is not proven good is refused: 401 without a good token, 403 without the scope.
 * The function behind finds `requestContext.authorizer.sub` and, as JSON, `requestContext.authorizer.claims`.
 *
 * @example
 * const authorizer = new RestJwtAuthorizer(this, 'Tokens', { issuer: 'https://issuer.example', audience: ['shop'] });
 * new SteadfastRestApi(this, 'Shop', { defaultMethodOptions: { authorizer } });
 */
export class RestJwtAuthorizer extends apigateway.TokenAuthorizer {
  /** The function that judges tokens. */
  public readonly judge: lambda.Function;

  /** @throws when the issuer is not reached by https, or no audience is named */
  constructor(scope: Construct, id: string, props: RestJwtAuthorizerProps) {
    refuseLoose(scope, props);
    const { reuseFor = Duration.seconds(0) } = props;
    const seconds = knownSeconds(scope, 'reuseFor', reuseFor);
    requireThat(scope, seconds <= 3_600, {
      must: 'The answer of an authorizer must be used again for at most an hour',
      given: `${seconds} seconds`,
      remedy: 'Lower reuseFor; 0 judges every request.',
    });
    const judge = judgeOf(scope, `${id}Function`, props);
    super(scope, id, { handler: judge, resultsCacheTtl: reuseFor, validationRegex: A_TOKEN });
    this.judge = judge;
  }
}

function judgeOf(scope: Construct, id: string, { issuer, audience, scopes = [] }: JwtRules): lambda.Function {
  const judge = new SteadfastFunction(scope, id, {
    description: `Judges the tokens that ${scope.node.path} is called with.`,
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(CODE),
    timeout: Duration.seconds(10),
    memorySize: 256,
    environment: { ISSUER: issuer, AUDIENCE: JSON.stringify(audience), SCOPES: JSON.stringify(scopes) },
    alarms: FunctionAlarms.standard().without(FunctionAlarm.ERRORS,
      'An authorizer answers 401 by failing, so refused tokens are errors; one that cannot judge shows among the server errors of the API.'),
  });
  leaveUndecided(judge);
  return judge;
}
