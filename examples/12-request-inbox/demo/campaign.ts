import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { eventually, NotYet } from '../../../test/support/cloud/eventually';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { receiveAll } from '../../demo/receive-all';
import { OrderRequest } from '../handler/take-order';

/** What became of the orders that were answered with 202; `in` is the sum of the rest. */
export interface Ledger {
  readonly in: number;
  readonly stored: number;
  readonly parked: number;
  readonly lost: number;
}

export interface Outcome {
  readonly ledger: Ledger;
  /** How many requests had which answer. */
  readonly answers: Readonly<Record<number, number>>;
  /** Orders that could have been stored, were parked, and were sent back. */
  readonly redriven: number;
  readonly killed: number;
}

/** Every 100th order is impossible. */
function orderAt(index: number): OrderRequest {
  return { id: `order-${index}`, amount: index % 100 === 13 ? -1 : index + 1 };
}

/** Sends a burst of orders in the midst of trouble, and looks for each of them. */
export class Campaign {
  private readonly sqs: SQSClient;
  private readonly dynamodb: DynamoDBDocumentClient;
  private readonly agent: Agent;
  private readonly answers: Record<number, number> = {};
  private readonly parked = new Set<string>();
  private redriven = 0;

  public constructor(private readonly cloud: CloudConnection, private readonly outputs: Readonly<Record<string, string>>) {
    this.sqs = new SQSClient(cloud.clientConfig());
    this.dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
    this.agent = new Agent({ ca: readFileSync(cloud.address.certificateFile), keepAlive: true, maxSockets: 20 });
  }

  public async run(count: number, say: (text: string) => void = () => undefined): Promise<Outcome> {
    const orders = Array.from({ length: count }, (_, index) => orderAt(index));
    const repeated = orders.filter((_, index) => index % 10 === 0);
    const burst = this.sendAll([...orders, ...repeated].map(order => JSON.stringify(order)));
    const killed = await eventually('a process works', () => this.kill() || new NotYet('none'), { timeoutMs: 60_000 });
    await burst;
    say(`The burst is answered: ${JSON.stringify(this.answers)}`);
    const stored = await this.settled(orders);
    const parked = orders.filter(({ id }) => this.parked.has(id) && !stored.has(id)).length;
    const found = orders.filter(({ id }) => stored.has(id)).length;
    return {
      ledger: { in: count, stored: found, parked, lost: count - found - parked }, answers: this.answers, redriven: this.redriven, killed,
    };
  }

  public close(): void {
    [this.sqs, this.dynamodb, this.agent].forEach(client => client.destroy());
  }

  private async sendAll(bodies: readonly string[]): Promise<void> {
    for (let start = 0; start < bodies.length; start += 20) {
      await Promise.all(bodies.slice(start, start + 20).map(body => this.send(body)));
    }
  }

  private async send(body: string): Promise<void> {
    const path = `${this.cloud.endpoint}/_aws/execute-api/${this.outputs.ApiId}/prod/orders`;
    const status = await new Promise<number>((resolve, reject) => {
      request(path, { method: 'POST', agent: this.agent, headers: { 'content-type': 'application/json' } }, response => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      }).on('error', reject).end(body);
    });
    this.answers[status] = (this.answers[status] ?? 0) + 1;
  }

  private kill(): number {
    const processes = functionProcesses(this.cloud, this.outputs.FunctionName);
    processes.forEach(id => process.kill(id, 'SIGKILL'));
    return processes.length;
  }

  /** Waits until each order is stored or parked for good; whoever looks after the queue sends possible ones back. */
  private async settled(orders: readonly OrderRequest[]): Promise<Set<string>> {
    return eventually('every order has its fate', async () => {
      for (const order of await receiveAll<OrderRequest>(this.sqs, this.outputs.ParkedUrl)) {
        if (order.amount <= 0) {
          this.parked.add(order.id);
          continue;
        }
        this.redriven += 1;
        await this.sqs.send(new SendMessageCommand({ QueueUrl: this.outputs.QueueUrl, MessageBody: JSON.stringify(order) }));
      }
      const stored = await this.stored();
      return orders.every(({ id }) => stored.has(id) || this.parked.has(id)) ? stored
        : new NotYet({ stored: stored.size, parked: this.parked.size, redriven: this.redriven });
    }, { timeoutMs: 180_000, intervalMs: 500 });
  }

  private async stored(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const { Items = [] } of paginateScan({ client: this.dynamodb }, { TableName: this.outputs.TableName, ConsistentRead: true })) {
      Items.forEach(({ id }) => ids.add(String(id)));
    }
    return ids;
  }
}
