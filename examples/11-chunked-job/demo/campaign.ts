import { gzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { eventually, NotYet } from '../../../test/support/cloud/eventually';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { receiveAll } from '../../demo/receive-all';

/** What became of the orders; `in` is the sum of the rest. */
export interface Ledger {
  readonly in: number;
  readonly restored: number;
  readonly parked: number;
  readonly lost: number;
}

export interface Outcome {
  readonly ledger: Ledger;
  readonly parkedFiles: string[];
  readonly killed: number;
  /** The ledger once the parked files were mended and the job was run again. */
  readonly afterMending: Ledger;
}

interface ParkedChunk {
  readonly chunk: { readonly Key: string };
}

interface ArchiveFile {
  readonly key: string;
  readonly ids: number[];
  readonly broken: boolean;
}

const ORDERS_A_FILE = 30;

/** Every 50th file cannot be read. */
function fileAt(index: number): ArchiveFile {
  const ids = Array.from({ length: ORDERS_A_FILE }, (_, place) => index * ORDERS_A_FILE + place + 1);
  return { key: `archive/orders/${String(index).padStart(5, '0')}.jsonl.gz`, ids, broken: index % 50 === 7 };
}

/** Restores an archive in the midst of trouble, and looks for every order of it. */
export class Campaign {
  private readonly s3: S3Client;
  private readonly sqs: SQSClient;
  private readonly sfn: SFNClient;
  private readonly dynamodb: DynamoDBDocumentClient;

  public constructor(private readonly cloud: CloudConnection, private readonly outputs: Readonly<Record<string, string>>) {
    this.s3 = new S3Client(cloud.clientConfig());
    this.sqs = new SQSClient(cloud.clientConfig());
    this.sfn = new SFNClient(cloud.clientConfig());
    this.dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  }

  public async run(fileCount: number, say: (text: string) => void = () => undefined): Promise<Outcome> {
    const files = Array.from({ length: fileCount }, (_, index) => fileAt(index));
    for (let start = 0; start < files.length; start += 20) {
      await Promise.all(files.slice(start, start + 20).map(file => this.upload(file)));
    }
    say('The job runs twice at the same time; a process is killed');
    const runs = [await this.start(), await this.start()];
    const killed = await eventually('a process works', () => this.kill() || new NotYet('none'));
    await Promise.all(runs.map(run => this.ended(run)));
    const parkedFiles = [...new Set((await receiveAll<ParkedChunk>(this.sqs, this.outputs.ParkedUrl)).map(({ chunk }) => chunk.Key))].sort();
    const ledger = await this.reconcile(files, parkedFiles);
    say('The files that are parked are mended, and the job runs again');
    for (const file of files.filter(({ key }) => parkedFiles.includes(key))) await this.upload({ ...file, broken: false });
    await this.ended(await this.start());
    const again = (await receiveAll<ParkedChunk>(this.sqs, this.outputs.ParkedUrl)).map(({ chunk }) => chunk.Key);
    return { ledger, parkedFiles, killed, afterMending: await this.reconcile(files, again) };
  }

  public close(): void {
    [this.s3, this.sqs, this.sfn, this.dynamodb].forEach(client => client.destroy());
  }

  private async upload({ key: Key, ids, broken }: ArchiveFile): Promise<void> {
    const text = ids.map(id => `${JSON.stringify({ id, customer: `customer ${id % 97}`, total: id % 1000 + 0.5 })}\n`).join('');
    const file = gzipSync(broken ? text.slice(0, -10) : text);
    await this.s3.send(new DeleteObjectCommand({ Bucket: this.outputs.ArchiveBucket, Key }));
    await this.s3.send(new PutObjectCommand({ Bucket: this.outputs.ArchiveBucket, Key, Body: file }));
  }

  private async start(): Promise<string> {
    return (await this.sfn.send(new StartExecutionCommand({ stateMachineArn: this.outputs.Workflow, input: '{}' }))).executionArn!;
  }

  private async ended(executionArn: string): Promise<void> {
    await eventually('the job has ended', async () => {
      const { status, error, cause } = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'FAILED') throw new Error(`${error}: ${cause}`);
      return status === 'SUCCEEDED' || new NotYet(status);
    }, { timeoutMs: 180_000, intervalMs: 300 });
  }

  private kill(): number {
    const processes = functionProcesses(this.cloud, this.outputs.FunctionName);
    processes.forEach(id => process.kill(id, 'SIGKILL'));
    return processes.length;
  }

  private async reconcile(files: readonly ArchiveFile[], parkedFiles: readonly string[]): Promise<Ledger> {
    const restored = new Set<number>();
    for await (const { Items = [] } of paginateScan({ client: this.dynamodb }, { TableName: this.outputs.TableName, ConsistentRead: true })) {
      Items.forEach(({ id }) => restored.add(Number(id)));
    }
    const ids = files.flatMap(file => file.ids);
    const parked = files.filter(({ key }) => parkedFiles.includes(key)).flatMap(file => file.ids).filter(id => !restored.has(id));
    const found = ids.filter(id => restored.has(id)).length;
    return { in: ids.length, restored: found, parked: parked.length, lost: ids.length - found - parked.length };
  }
}
