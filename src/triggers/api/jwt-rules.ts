import { IConstruct } from 'constructs';
import { requireThat } from '../../validation/steadfast-error';

/** Whose tokens an API takes. */
export interface JwtRules {
  /**
   * The issuer of the tokens, as it stands in their `iss`; it describes itself under `/.well-known/openid-configuration`.
   *
   * A user pool of Amazon Cognito is `https://cognito-idp.REGION.amazonaws.com/POOL`.
   */
  readonly issuer: string;

  /** The audiences, of which a token must name one in its `aud`, or in its `client_id` where it has no `aud`. */
  readonly audience: string[];

  /**
   * The scopes, of which a token must hold one.
   *
   * @default - a token of the issuer for the audience will do
   */
  readonly scopes?: string[];
}

/** Refuses rules by which a token of anybody would do. */
export function refuseLoose(scope: IConstruct, { issuer, audience }: JwtRules): void {
  requireThat(scope, issuer.startsWith('https://'), {
    must: 'The issuer of tokens must be reached by https, or its keys are whoever\'s stands between',
    given: `"${issuer}"`,
    remedy: 'Write the issuer as it stands in the tokens, from https:// on.',
  }, issuer);
  requireThat(scope, audience.length > 0, {
    must: 'Tokens must be made for a known audience, or a token for any other service of the issuer opens this one',
    given: 'no audience',
    remedy: 'Name the audience, or the client id, that the tokens of this API carry.',
  });
}
