import { createHmac, generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** Claims of a token that everybody should take. */
export type Claims = Record<string, unknown>;

/** How a token departs from a good one. */
export interface TokenFlaws {
  readonly header?: Record<string, unknown>;
  readonly key?: KeyObject;
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** An OpenID Connect issuer on loopback: it describes itself, publishes its keys and signs tokens. */
export class Issuer {
  public static async start(): Promise<Issuer> {
    const issuer = new Issuer();
    issuer.server.listen(0, '127.0.0.1');
    await once(issuer.server, 'listening');
    return issuer;
  }

  /** How often somebody asked for the keys. */
  public keysAsked = 0;

  /** Whether it answers 500 to everybody. */
  public down = false;

  /** What it calls itself, where it lies. */
  public callsItself?: string;

  /** Where it sends on whoever asks, instead of an answer. */
  public sendsOnTo?: string;

  private keys = [makeKey('first')];
  private readonly server: Server = createServer((request, response) => {
    if (this.sendsOnTo) return void response.writeHead(302, { location: `${this.sendsOnTo}${request.url}` }).end();
    const answer = this.answerTo(request.url ?? '');
    response.writeHead(answer === undefined || this.down ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Replaces the key that signs; the old one is withdrawn. */
  public rotate(kid: string): void {
    this.keys = [makeKey(kid)];
  }

  /** A good token, but for the claims and flaws that are named; a claim that is undefined is left out. */
  public token(claims: Claims = {}, { header, key }: TokenFlaws = {}): string {
    const [own] = this.keys;
    const now = Math.floor(Date.now() / 1000);
    const head = encoded({ alg: 'RS256', typ: 'JWT', kid: own.kid, ...header });
    const body = encoded({ iss: this.url, aud: 'orders', sub: 'ada', iat: now, exp: now + 300, ...claims });
    return `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), key ?? own.privateKey).toString('base64url')}`;
  }

  /** A token signed with the public key as if that were a shared secret. */
  public confusedToken(): string {
    const [own] = this.keys;
    const [head, body] = [encoded({ alg: 'HS256', typ: 'JWT', kid: own.kid }), this.token().split('.')[1]];
    const secret = own.publicKey.export({ type: 'spki', format: 'pem' });
    return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answerTo(path: string): unknown {
    if (path === '/.well-known/openid-configuration') return { issuer: this.callsItself ?? this.url, jwks_uri: `${this.url}/keys` };
    if (path !== '/keys') return undefined;
    this.keysAsked += 1;
    return { keys: this.keys.map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })) };
  }
}

function makeKey(kid: string) {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** Tokens of every kind that must be refused, by what is wrong with them. */
export function badTokens(issuer: Issuer): Record<string, string> {
  const [head, body, signature] = issuer.token().split('.');
  const now = Math.floor(Date.now() / 1000);
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  return {
    'expired': issuer.token({ iat: now - 600, exp: now - 10 }),
    'of another audience': issuer.token({ aud: 'invoices' }),
    'of another client': issuer.token({ aud: undefined, client_id: 'invoices' }),
    'of no audience': issuer.token({ aud: undefined }),
    'of another issuer': issuer.token({ iss: 'https://issuer.example' }),
    'not valid yet': issuer.token({ nbf: now + 600 }),
    'with alg none': `${encoded({ alg: 'none', typ: 'JWT' })}.${body}.`,
    'with alg none and a signature': `${encoded({ alg: 'none', typ: 'JWT', kid: 'first' })}.${body}.${signature}`,
    'signed with the public key': issuer.confusedToken(),
    'signed by somebody else': issuer.token({}, { key: makeKey('first').privateKey }),
    'of an unknown key': issuer.token({}, { header: { kid: 'unknown' } }),
    'without a key': issuer.token({}, { header: { kid: undefined } }),
    'tampered with': `${head}.${encoded({ ...claims, sub: 'eve' })}.${signature}`,
    'without a signature': `${head}.${body}.`,
    'no token at all': 'secret',
    'empty': '',
  };
}
