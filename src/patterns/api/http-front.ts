import { aws_apigatewayv2 as apigateway, aws_apigatewayv2_authorizers as authorizers, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiAuthorization } from './api-authorization';
import { OpenedApi } from './opened-api';
import { HttpIntegration } from '../../triggers/api/http-integration';
import { refuseLoose } from '../../triggers/api/jwt-rules';
import { alarmOnServerErrors } from '../../triggers/api/server-errors';
import { SteadfastHttpApi, SteadfastHttpApiProps } from '../../triggers/api/steadfast-http-api';
import { requireThat } from '../../validation/steadfast-error';

/** Makes the HTTP API of a pattern. */
export function openHttp(scope: Construct, authorization: ApiAuthorization, props: SteadfastHttpApiProps): OpenedApi {
  requireThat(scope, !props.defaultAuthorizer && !props.defaultAuthorizationScopes, {
    must: 'Who may call must be said in one place',
    given: 'a defaultAuthorizer or its scopes beside the authorization of the pattern',
    remedy: 'Remove them from ApiFront.http().',
  });
  const api = new SteadfastHttpApi(scope, 'Api', {
    ...props,
    defaultAuthorizer: authorizerOf(scope, authorization),
    defaultAuthorizationScopes: authorization._jwt?.scopes,
  });
  const integrations = new Map<lambda.Function, HttpIntegration>();
  return {
    api,
    url: api.apiEndpoint,
    judges: [],
    serverErrors: alarmOnServerErrors(api, { failed: api.metricServerError(), all: api.metricCount() }),
    connect: ({ verb, path }, handler) => {
      const integration = integrations.get(handler) ?? new HttpIntegration(handler.node.id, handler, { openBecause: authorization._openBecause });
      integrations.set(handler, integration);
      api.addRoutes({ path, methods: [verb as apigateway.HttpMethod], integration });
    },
  };
}

function authorizerOf(scope: Construct, { _jwt: jwt, _openBecause: reason }: ApiAuthorization): apigateway.IHttpRouteAuthorizer {
  if (reason) return new apigateway.HttpNoneAuthorizer();
  if (!jwt) return new authorizers.HttpIamAuthorizer();
  refuseLoose(scope, jwt);
  return new authorizers.HttpJwtAuthorizer('Jwt', jwt.issuer, { jwtAudience: jwt.audience });
}
