import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { expectedTotals, SentRecord } from './events';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { functionLogs } from '../../../test/support/cloud/function-logs';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { Ledger } from '../../demo/ledger';

export interface Outcome {
  readonly ledger: Ledger;
  /** Totals that are not what the sales that were sent add up to. */
  readonly wrongTotals: number;
  /** Healthy records that were parked with their neighbours and counted once they were sent again. */
  readonly redriven: number;
  readonly deaths: number;
  readonly killedProcesses: number;
}

interface Stored {
  readonly sales: Set<string>;
  readonly totals: Map<string, { sales: number; amount: number }>;
}

const AT_ONCE = 250;
const LONG_ENOUGH_MS = 240_000;

/** Sends sales into the stream while functions die, and looks for every one of them afterwards. */
export class Campaign {
  private readonly kinesis: KinesisClient;
  private readonly lambda: LambdaClient;
  private readonly s3: S3Client;
  private readonly table: DynamoDBDocumentClient;
  private killedProcesses = 0;

  constructor(
    private readonly cloud: CloudConnection,
    private readonly outputs: Readonly<Record<string, string>>,
    private readonly tell: (text: string) => void = () => undefined,
  ) {
    this.kinesis = new KinesisClient(cloud.clientConfig());
    this.lambda = new LambdaClient(cloud.clientConfig());
    this.s3 = new S3Client(cloud.clientConfig());
    this.table = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  }

  public async run(records: readonly SentRecord[]): Promise<Outcome> {
    await this.sendAll(records);
    const parked = await this.settled(records);
    const healthy = new Set(parked.flatMap(({ ids }) => ids).filter(id => !id.startsWith('poison')));
    for (const { event } of parked) await this.redrive(event);
    return this.reconcile(records, healthy.size);
  }

  public close(): void {
    [this.kinesis, this.lambda, this.s3, this.table].forEach(client => client.destroy());
  }

  private async sendAll(records: readonly SentRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const Records = records.slice(start, start + AT_ONCE).map(({ id, data }) => ({ Data: Buffer.from(data), PartitionKey: id }));
      const { FailedRecordCount } = await this.kinesis.send(new PutRecordsCommand({ StreamName: this.outputs.StreamName, Records }));
      if (FailedRecordCount) throw new Error(`${FailedRecordCount} records were not taken.`);
      this.killOne();
    }
  }

  private killOne(): void {
    const [process_] = functionProcesses(this.cloud, this.outputs.FunctionName);
    if (process_ === undefined) return;
    process.kill(process_, 'SIGKILL');
    this.killedProcesses += 1;
  }

  /** Waits until every record is stored or parked; what is missing after a long time is lost. */
  private async settled(records: readonly SentRecord[]): Promise<Parked[]> {
    const ids = new Set(records.map(({ id }) => id));
    const until = Date.now() + LONG_ENOUGH_MS;
    for (;;) {
      const [stored, parked] = [await this.stored(), await this.parked()];
      const arrived = new Set([...stored.sales, ...parked.flatMap(each => each.ids)]);
      this.tell(`${stored.sales.size} sales counted, ${parked.length} batches parked, ${ids.size - arrived.size} on their way`);
      if (arrived.size >= ids.size || Date.now() > until) return parked;
      await new Promise(resolve => setTimeout(resolve, 1_000));
    }
  }

  private async stored(): Promise<Stored> {
    const stored: Stored = { sales: new Set(), totals: new Map() };
    for await (const { Items = [] } of paginateScan({ client: this.table }, { TableName: this.outputs.TableName, ConsistentRead: true })) {
      for (const { pk, sales, amount } of Items as { pk: string; sales: number; amount: number }[]) {
        if (pk.startsWith('sale#')) stored.sales.add(pk.slice('sale#'.length));
        else stored.totals.set(pk, { sales, amount });
      }
    }
    return stored;
  }

  private async parked(): Promise<Parked[]> {
    const parked: Parked[] = [];
    const Bucket = this.outputs.ParkedBucket;
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, { Bucket })) {
      for (const { Key } of Contents) {
        const { Body } = await this.s3.send(new GetObjectCommand({ Bucket, Key }));
        const { payload } = JSON.parse(await Body!.transformToString()) as { payload: string };
        const { Records } = JSON.parse(payload) as { Records: { kinesis: { partitionKey: string } }[] };
        parked.push({ event: payload, ids: Records.map(({ kinesis }) => kinesis.partitionKey) });
      }
    }
    return parked;
  }

  /** As an operator would: the batch goes to the function again, as it was. A function that dies of it is called once more. */
  private async redrive(event: string): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const call = { FunctionName: `${this.outputs.FunctionName}:live`, Payload: Buffer.from(event) };
      if (!(await this.lambda.send(new InvokeCommand(call))).FunctionError) return;
    }
  }

  private async reconcile(records: readonly SentRecord[], redriven: number): Promise<Outcome> {
    const { sales, totals } = await this.stored();
    const parkedIds = new Set((await this.parked()).flatMap(({ ids }) => ids));
    const good = new Set(records.filter(({ poison }) => !poison).map(({ id }) => id));
    const poison = records.filter(record => record.poison);
    const stored = [...good].filter(id => sales.has(id)).length;
    const duplicate = records.length - poison.length - good.size;
    const parked = poison.filter(({ id }) => parkedIds.has(id)).length;
    const expected = expectedTotals(records);
    const keys = new Set([...expected.keys(), ...totals.keys()]);
    const wrongTotals = [...keys].filter(key => JSON.stringify(totals.get(key)) !== JSON.stringify(expected.get(key))).length;
    const lines = await functionLogs(this.cloud, this.outputs.FunctionName);
    return {
      ledger: { in: records.length, stored, duplicate, rejected: 0, parked, lost: records.length - stored - duplicate - parked },
      wrongTotals,
      redriven,
      deaths: lines.filter(line => line.includes('demo trouble: the process dies')).length,
      killedProcesses: this.killedProcesses,
    };
  }
}

/** A batch in the bucket of failed records. */
interface Parked {
  /** The event that the function received, as text. */
  readonly event: string;
  readonly ids: string[];
}
