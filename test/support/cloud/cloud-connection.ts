import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What another process needs to reach a running embedded cloud; plain data, so it fits into an environment variable. */
export interface CloudAddress {
  readonly endpoint: string;
  readonly certificateFile: string;
  readonly logFile: string;
  readonly processId: number;
}

/** What every client of the AWS SDK for JavaScript v3 takes. */
export interface CloudClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandler;
}

/** A way to a running embedded cloud. It owns nothing, so any number of processes may hold one. */
export class CloudConnection {
  public readonly region = 'us-east-1';
  public readonly account = '000000000000';

  public constructor(public readonly address: CloudAddress) {}

  public get endpoint(): string {
    return this.address.endpoint;
  }

  /** Trusts exactly the generated certificate; verification stays on. */
  public clientConfig(): CloudClientConfig {
    const httpsAgent = new Agent({ ca: readFileSync(this.address.certificateFile), keepAlive: true, maxSockets: 50 });
    return {
      endpoint: this.endpoint,
      region: this.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 3,
      requestHandler: new NodeHttpHandler({ httpsAgent, connectionTimeout: 5_000, requestTimeout: 60_000 }),
    };
  }

  /** What the cloud has printed so far, functions included. */
  public logs(): string {
    return readFileSync(this.address.logFile, 'utf8');
  }
}
