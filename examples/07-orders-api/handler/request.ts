import { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { Problem } from './problem';

const LARGEST_BODY = 64 * 1024;

/** A request, in the words of whoever answers it. */
export class Request {
  constructor(private readonly event: APIGatewayProxyEventV2WithJWTAuthorizer) {}

  /** Who calls: the subject of the token. */
  public get caller(): string {
    const subject = this.event.requestContext.authorizer?.jwt?.claims?.sub;
    if (typeof subject !== 'string' || !subject) throw new Problem(403, 'The token names nobody.');
    return subject;
  }

  public get body(): string | undefined {
    const { body, isBase64Encoded } = this.event;
    const type = this.header('content-type') ?? 'application/json';
    if (!/^application\/json\b/i.test(type)) throw new Problem(415, 'The body must be application/json.');
    const text = body && isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
    if (text && Buffer.byteLength(text) > LARGEST_BODY) throw new Problem(413, `The body must have at most ${LARGEST_BODY} bytes.`);
    return text;
  }

  public get id(): string {
    return this.event.pathParameters?.id ?? '';
  }

  /** The version that a change is meant for. */
  public get readVersion(): number {
    const tag = this.header('if-match');
    if (tag === undefined) throw new Problem(428, 'Say by If-Match which version is meant.');
    const [, version] = /^"(\d{1,15})"$/.exec(tag) ?? [];
    if (version === undefined) throw new Problem(412, 'There is no such version.');
    return Number(version);
  }

  public header(name: string): string | undefined {
    return this.event.headers[name];
  }

  public query(name: string): string | undefined {
    return this.event.queryStringParameters?.[name];
  }
}
