import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ReplyBody;
}

/** What answers of this API hold, one or the other. */
export interface ReplyBody {
  readonly id?: string;
  readonly orders?: readonly { readonly id: string }[];
  readonly next?: string;
  readonly [member: string]: unknown;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** How long a caller waits before it thinks that nobody will answer. */
const PATIENCE_MS = 20_000;

/** Calls a deployed API as any client would, but for the address of the embedded cloud. */
export class ApiClient {
  private readonly agent: Agent;

  constructor(private readonly cloud: CloudConnection, private readonly apiId: string, private readonly stage: string = '$default') {
    this.agent = new Agent({ ca: readFileSync(cloud.address.certificateFile), keepAlive: true, maxSockets: 32 });
  }

  public call(method: string, path: string, { token, body, headers }: Call = {}): Promise<Reply> {
    const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(`${this.cloud.endpoint}/_aws/execute-api/${this.apiId}/${this.stage}${path}`, {
        method,
        agent: this.agent,
        timeout: PATIENCE_MS,
        headers: {
          ...(content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      }, response => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(Buffer.concat(parts).toString()) });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer'))).on('error', reject).end(content);
    });
  }

  public close(): void {
    this.agent.destroy();
  }
}

function parsed(text: string): ReplyBody {
  try {
    return JSON.parse(text) as ReplyBody;
  } catch {
    return { text };
  }
}
