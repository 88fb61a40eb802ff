import { TokenJudge } from './token-judge';

/** What API Gateway asks a token authorizer. */
interface TokenQuestion {
  readonly authorizationToken?: string;
  readonly methodArn: string;
}

/** What API Gateway is told: who calls, what that one may call, and what the function behind learns of it. */
interface TokenAnswer {
  readonly principalId: string;
  readonly policyDocument: object;
  readonly context?: Record<string, string>;
}

const judge = new TokenJudge({
  issuer: process.env.ISSUER ?? '',
  audience: JSON.parse(process.env.AUDIENCE ?? '[]') as string[],
  scopes: JSON.parse(process.env.SCOPES ?? '[]') as string[],
});

/** By this very message API Gateway answers 401. */
const UNAUTHORIZED = 'Unauthorized';

/** Lets in whoever brings a good token of the issuer, and nobody else; an issuer that does not answer lets in nobody. */
export async function handler({ authorizationToken = '', methodArn }: TokenQuestion): Promise<TokenAnswer> {
  const [, token = ''] = authorizationToken.match(/^Bearer +(\S+)$/i) ?? [];
  const judgement = await judge.judge(token);
  if (judgement.verdict === 'bad') {
    console.log(JSON.stringify({ message: 'refused', reason: judgement.reason }));
    throw new Error(UNAUTHORIZED);
  }
  const { verdict, claims } = judgement;
  const principalId = String(claims.sub ?? claims.client_id ?? 'unknown');
  if (verdict === 'lacks scope') return { principalId, policyDocument: policy('Deny', methodArn) };
  return { principalId, policyDocument: policy('Allow', methodArn), context: { sub: principalId, claims: JSON.stringify(claims) } };
}

/** For the whole stage: an answer that is kept is used for its other methods too. */
function policy(effect: 'Allow' | 'Deny', methodArn: string): object {
  const [api, stage] = methodArn.split('/');
  return { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: `${api}/${stage}/*` }] };
}
