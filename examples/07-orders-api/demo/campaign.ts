import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ApiClient, Reply } from './client';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { Issuer } from '../../../test/support/issuer';
import { Ledger } from '../../demo/ledger';

/** What shall happen. */
export interface CampaignPlan {
  /** How many different orders are asked for. */
  readonly orders: number;
  /** How many requests are on their way at the same time. */
  readonly atOnce: number;
}

export interface Outcome {
  readonly ledger: Ledger;
  /** Orders in the table that nobody asked for, or of which there are two. */
  readonly strangers: number;
  /** Orders whose content is not what was asked for. */
  readonly wrong: number;
  /** Requests that ended without an answer of the handler, and were sent again. */
  readonly failedCalls: number;
  readonly killedProcesses: number;
}

interface Ask {
  readonly user: string;
  readonly key: string;
  readonly quantity: number;
  readonly valid: boolean;
}

const USERS = 20;
const ATTEMPTS = 8;

/** Two of three orders are asked for twice, at the same time; one of fifty asks for nonsense. */
function asksFor({ orders }: CampaignPlan): Ask[] {
  return Array.from({ length: orders }, (_, index): Ask[] => {
    const ask = { user: `user-${index % USERS}`, key: `order-${index}`, quantity: 1 + index % 9, valid: index % 50 !== 49 };
    return index % 3 === 0 || !ask.valid ? [ask] : [ask, ask];
  }).flat();
}

/** One of thirty first attempts dies before it writes, one of thirty afterwards; a few hang until they are cut off. */
function troubleOf(index: number, attempt: number): Record<string, string> {
  if (attempt > 1) return {};
  const [trouble] = index % 400 === 7 ? ['hangs'] : index % 30 === 3 ? ['dies first'] : index % 30 === 17 ? ['dies after'] : [];
  return trouble ? { 'x-trouble': trouble } : {};
}

/** Creates orders as many clients at once would, in trouble, and looks for every one of them afterwards. */
export class Campaign {
  private failedCalls = 0;
  private killedProcesses = 0;

  constructor(
    private readonly cloud: CloudConnection,
    private readonly issuer: Issuer,
    private readonly outputs: Readonly<Record<string, string>>,
    private readonly tell: (text: string) => void = () => undefined,
  ) {}

  public async run(plan: CampaignPlan): Promise<Outcome> {
    const client = new ApiClient(this.cloud, this.outputs.ApiId);
    try {
      await this.createUsers(client);
      const asks = asksFor(plan);
      const replies = await this.sendAll(client, asks, plan.atOnce);
      return await this.reconcile(asks, replies);
    } finally {
      client.close();
    }
  }

  private async createUsers(client: ApiClient): Promise<void> {
    for (let number = 0; number < USERS; number++) {
      const token = this.issuer.token({ sub: `user-${number}` });
      await client.call('POST', '/users', { token, body: { name: `User ${number}`, email: `user-${number}@shop.example` } });
    }
  }

  private async sendAll(client: ApiClient, asks: Ask[], atOnce: number): Promise<Reply[]> {
    const replies: Reply[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < asks.length; index = next++) {
        replies[index] = await this.send(client, asks[index], index);
        if (index % 250 === 249) this.killOne();
        if (index % 50 === 0) this.tell(`${index} of ${asks.length} requests answered, ${this.failedCalls} sent again`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return replies;
  }

  /** A client that hears of no success asks again, by the same key. */
  private async send(client: ApiClient, { user, key, quantity, valid }: Ask, index: number): Promise<Reply> {
    const token = this.issuer.token({ sub: user });
    const body = { lines: [{ sku: 'tea', quantity: valid ? quantity : -1, price: 250 }] };
    for (let attempt = 1; ; attempt++) {
      const headers = { 'idempotency-key': key, ...troubleOf(index, attempt) };
      const reply = await client.call('POST', '/orders', { token, body, headers }).catch(() => undefined);
      if (reply && (reply.status < 500 || attempt === ATTEMPTS)) return reply;
      this.failedCalls += 1;
      await new Promise(resolve => setTimeout(resolve, 50 * attempt));
    }
  }

  private killOne(): void {
    const [process_] = functionProcesses(this.cloud, this.outputs.FunctionName);
    if (process_ === undefined) return;
    process.kill(process_, 'SIGKILL');
    this.killedProcesses += 1;
  }

  private async reconcile(asks: Ask[], replies: Reply[]): Promise<Outcome> {
    const orders = await this.orders();
    const expected = new Map(asks.filter(({ valid }) => valid).map(ask => [ask.key, ask]));
    const idOf = new Map(asks.map(({ key }, index) => [key, replies[index].body.id]));
    const present = [...expected].filter(([key]) => orders.has(idOf.get(key) ?? ''));
    const wrong = present.filter(([key, { quantity }]) => orders.get(idOf.get(key)!) !== quantity).length;
    const rejected = asks.filter(({ valid }, index) => !valid && replies[index].status === 422).length;
    const asked = asks.filter(({ valid }) => valid).length;
    const duplicate = asked - expected.size;
    const lost = asks.length - present.length - duplicate - rejected;
    const ledger = { in: asks.length, stored: present.length, duplicate, rejected, parked: 0, lost };
    return { ledger, strangers: orders.size - present.length, wrong, failedCalls: this.failedCalls, killedProcesses: this.killedProcesses };
  }

  /** The quantity of every order in the table, by its id. */
  private async orders(): Promise<Map<string, number>> {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(this.cloud.clientConfig()));
    const found = new Map<string, number>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName: this.outputs.TableName, ConsistentRead: true })) {
      for (const { pk, sk, lines } of Items as { pk: string; sk: string; lines?: { quantity: number }[] }[]) {
        if (pk.startsWith('user#user-') && sk.startsWith('order#')) found.set(sk.slice('order#'.length), lines![0].quantity);
      }
    }
    client.destroy();
    return found;
  }
}
