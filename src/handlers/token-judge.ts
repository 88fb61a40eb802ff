import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

/** Whose tokens are taken, and for whom they must be. */
export interface TokenRules {
  /** The issuer, by its address, under which it describes itself (OpenID Connect Discovery). */
  readonly issuer: string;
  /** The audiences, of which a token must name one. */
  readonly audience: readonly string[];
  /** The scopes, of which a token must hold one; any token will do where there are none. */
  readonly scopes: readonly string[];
}

/** What a token says, once it is known to be true. */
export type Claims = Readonly<Record<string, unknown>>;

/** What is thought of a token. */
export type Judgement =
  | { readonly verdict: 'good'; readonly claims: Claims }
  | { readonly verdict: 'lacks scope'; readonly claims: Claims }
  | { readonly verdict: 'bad'; readonly reason: string };

/** A key that the issuer withdrew is trusted no longer than this. */
const KEYS_TRUSTED_FOR = 60 * 60 * 1000;

/** The issuer must answer well within the time that an API waits. */
const ISSUER_ANSWERS_WITHIN = 4_000;

/** The failures that say nothing about the token. */
const NOT_THE_TOKENS_FAULT = [FetchError, JwksValidationError];

type Verifier = Readonly<{ verify(token: string): Promise<object> }>;

/** Tells good tokens of one issuer from all others; keeps the issuer's keys. */
export class TokenJudge {
  private verifier?: { readonly kept: Promise<Verifier>; readonly until: number };

  constructor(private readonly rules: TokenRules) {}

  /**
   * Judges a token; whatever is not proven good is bad.
   *
   * @throws when the issuer cannot be asked, so that nobody can tell
   */
  public async judge(token: string): Promise<Judgement> {
    const verifier = await this.currentVerifier();
    let claims: Claims;
    try {
      claims = await verifier.verify(token) as Claims;
    } catch (error) {
      if (NOT_THE_TOKENS_FAULT.some(kind => error instanceof kind)) throw error;
      return { verdict: 'bad', reason: (error as Error).name };
    }
    const reason = this.wrongWith(claims);
    if (reason) return { verdict: 'bad', reason };
    const { scopes } = this.rules;
    const held = scopesOf(claims);
    return scopes.length === 0 || scopes.some(scope => held.includes(scope)) ? { verdict: 'good', claims } : { verdict: 'lacks scope', claims };
  }

  /** What a JWT authorizer of an HTTP API asks too: the audience is `aud`, or `client_id` where there is none; a token without an end is none. */
  private wrongWith({ aud, client_id: client, exp, iat }: Claims): string | undefined {
    const named = [aud ?? client].flat();
    if (!named.some(one => this.rules.audience.includes(one as string))) return 'another audience';
    if (typeof exp !== 'number') return 'no end';
    return typeof iat === 'number' && iat > Date.now() / 1000 + 60 ? 'issued in the future' : undefined;
  }

  private async currentVerifier(): Promise<Verifier> {
    if (!this.verifier || this.verifier.until < Date.now()) {
      this.verifier = { kept: verifierOf(this.rules.issuer), until: Date.now() + KEYS_TRUSTED_FOR };
    }
    try {
      return await this.verifier.kept;
    } catch (error) {
      this.verifier = undefined;
      throw error;
    }
  }
}

/** The audience is asked afterwards: the library knows no `client_id`. */
async function verifierOf(issuer: string): Promise<Verifier> {
  const jwksUri = await keysOf(issuer);
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: (uri: string) => read(uri) } });
  return JwtVerifier.create({ issuer, audience: null, jwksUri }, { jwksCache });
}

/** Where the issuer says its keys are; as safe to read as the issuer itself. */
async function keysOf(issuer: string): Promise<string> {
  const text = Buffer.from(await read(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)).toString();
  const described = JSON.parse(text) as { issuer?: unknown; jwks_uri?: unknown };
  if (described.issuer !== issuer) throw new Error(`The issuer calls itself ${String(described.issuer)}, and is expected to be ${issuer}.`);
  const uri = new URL(String(described.jwks_uri));
  if (uri.protocol !== new URL(issuer).protocol) throw new Error(`The keys of the issuer are at ${uri.href}, which is not as safe as ${issuer}.`);
  return uri.href;
}

async function read(uri: string): Promise<ArrayBuffer> {
  const answer = await fetch(uri, { signal: AbortSignal.timeout(ISSUER_ANSWERS_WITHIN), redirect: 'error' })
    .catch((error: Error) => { throw new FetchError(uri, error.message); });
  if (!answer.ok) throw new FetchError(uri, `status ${answer.status}`);
  return answer.arrayBuffer();
}

/** OAuth 2.0 writes scopes into one text; some issuers write a list, and call it `scp`. */
function scopesOf({ scope, scp }: Claims): string[] {
  return [scope, scp].flat().flatMap(one => typeof one === 'string' ? one.split(' ') : []);
}
