import { Duration } from 'aws-cdk-lib';
import { JwtRules } from '../../triggers/api/jwt-rules';
import { reasonFor } from '../../validation/reason';

/** Whose tokens the API of a pattern takes. */
export interface JwtAuthorizationProps extends JwtRules {
  /**
   * How long a REST API uses its authorizer's answer again for the same token, also after the token has expired; an HTTP API judges every request.
   *
   * @default Duration.seconds(0): every request is judged
   */
  readonly reuseFor?: Duration;
}

/** Who may call an API; there is no default, for somebody must have decided. */
export class ApiAuthorization {
  /** Lets in whoever brings a JSON web token of an OpenID Connect issuer, made for this API. */
  public static jwt(props: JwtAuthorizationProps): ApiAuthorization {
    return new ApiAuthorization(props);
  }

  /** Lets in principals of AWS whose policy allows `execute-api:Invoke`, by signed requests. */
  public static iam(): ApiAuthorization {
    return new ApiAuthorization();
  }

  /**
   * Lets in anybody.
   *
   * @param reason why that is right; it stands in the template and in the report
   */
  public static none(reason: string): ApiAuthorization {
    return new ApiAuthorization(undefined, reasonFor('ApiAuthorization.none', reason));
  }

  private constructor(
    /** @internal */ public readonly _jwt?: JwtAuthorizationProps,
    /** @internal */ public readonly _openBecause?: string,
  ) {}
}
