import { aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiAuthorization } from './api-authorization';
import { OpenedApi } from './opened-api';
import { RestIntegration } from '../../triggers/api/rest-integration';
import { RestJwtAuthorizer } from '../../triggers/api/rest-jwt-authorizer';
import { alarmOnServerErrors } from '../../triggers/api/server-errors';
import { SteadfastRestApi, SteadfastRestApiProps } from '../../triggers/api/steadfast-rest-api';
import { requireThat } from '../../validation/steadfast-error';

/** A REST API, and who judges the tokens of its callers. */
export interface AuthorizedRestApi {
  readonly api: SteadfastRestApi;
  readonly authorizer?: RestJwtAuthorizer;
}

/** Makes the REST API of a pattern, every method of which asks who calls. */
export function authorizedRestApi(scope: Construct, authorization: ApiAuthorization, props: SteadfastRestApiProps): AuthorizedRestApi {
  requireThat(scope, !props.defaultMethodOptions?.authorizer && !props.defaultMethodOptions?.authorizationType, {
    must: 'Who may call must be said in one place',
    given: 'an authorizer in defaultMethodOptions beside the authorization of the pattern',
    remedy: 'Remove it from ApiFront.rest().',
  });
  const { _jwt: jwt, _openBecause: openBecause } = authorization;
  const authorizer = jwt && new RestJwtAuthorizer(scope, 'Jwt', jwt);
  const api = new SteadfastRestApi(scope, 'Api', {
    ...props,
    defaultMethodOptions: { ...props.defaultMethodOptions, ...methodOptions(authorizer, openBecause) },
  });
  return { api, authorizer };
}

/** Makes the REST API of a pattern, whose routes call functions. */
export function openRest(scope: Construct, authorization: ApiAuthorization, props: SteadfastRestApiProps): OpenedApi {
  const { api, authorizer } = authorizedRestApi(scope, authorization, props);
  const openBecause = authorization._openBecause;
  const integrations = new Map<lambda.Function, RestIntegration>();
  return {
    api,
    url: api.url,
    judges: authorizer ? [authorizer.judge] : [],
    serverErrors: alarmOnServerErrors(api, { failed: api.deploymentStage.metricServerError(), all: api.deploymentStage.metricCount() }),
    connect: ({ verb, path }, handler) => {
      const integration = integrations.get(handler) ?? new RestIntegration(handler, { openBecause });
      integrations.set(handler, integration);
      resourceAt(api, path).addMethod(verb, integration);
    },
  };
}

/** The resource of a path. CDK keeps resources by their names in a plain object, which has some names already. */
export function resourceAt(api: apigateway.RestApi, path: string): apigateway.IResource {
  const taken = path.split('/').find(part => part in {});
  requireThat(api, taken === undefined, {
    must: 'A part of a path must not be called as every object of JavaScript has a member',
    given: path,
    remedy: `Call ${taken} something else, or lead it and all beside it to one function: /{name}.`,
  });
  return api.root.resourceForPath(path);
}

function methodOptions(authorizer: RestJwtAuthorizer | undefined, openBecause: string | undefined): apigateway.MethodOptions {
  if (authorizer) return { authorizer, authorizationType: apigateway.AuthorizationType.CUSTOM };
  return { authorizationType: openBecause ? apigateway.AuthorizationType.NONE : apigateway.AuthorizationType.IAM };
}
