import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** What a hook tells CodeDeploy. */
export interface HookReport {
  readonly deploymentId: string;
  readonly lifecycleEventHookExecutionId: string;
  readonly status: string;
}

/** Stands for the part of CodeDeploy that hears of hooks. */
export class CodeDeployListener {
  public static async start(): Promise<CodeDeployListener> {
    const listener = new CodeDeployListener();
    await new Promise<void>(listening => listener.server.listen(0, '127.0.0.1', listening));
    return listener;
  }

  /** Everything that was reported, in its order. */
  public readonly reports: HookReport[] = [];

  private readonly server: Server = createServer((request, response) => void textOf(request).then(text => {
    this.reports.push(JSON.parse(text) as HookReport);
    response.setHeader('content-type', 'application/x-amz-json-1.1').end('{}');
  }));

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
