import { Construct } from 'constructs';
import { ApiAuthorization } from './api-authorization';
import { openHttp } from './http-front';
import { OpenedApi } from './opened-api';
import { openRest } from './rest-front';
import { SteadfastHttpApiProps } from '../../triggers/api/steadfast-http-api';
import { SteadfastRestApiProps } from '../../triggers/api/steadfast-rest-api';

/** What stands before the function: which kind of API Gateway's APIs. */
export class ApiFront {
  /**
   * An HTTP API: cheaper and faster, and JSON web tokens are judged without a function.
   *
   * @param props those of the API; who may call is said by the pattern
   */
  public static http(props: SteadfastHttpApiProps = {}): ApiFront {
    return new ApiFront((scope, authorization) => openHttp(scope, authorization, props));
  }

  /**
   * A REST API, for what an HTTP API lacks: a firewall, private endpoints, request validation, API keys, caches, X-Ray.
   *
   * @param props those of the API; who may call is said by the pattern
   */
  public static rest(props: SteadfastRestApiProps = {}): ApiFront {
    return new ApiFront((scope, authorization) => openRest(scope, authorization, props));
  }

  private constructor(private readonly opened: (scope: Construct, authorization: ApiAuthorization) => OpenedApi) {}

  /**
   * Makes the API.
   *
   * @internal
   */
  public _open(scope: Construct, authorization: ApiAuthorization): OpenedApi {
    return this.opened(scope, authorization);
  }
}
