import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { reconcile, Reconciliation } from './ledger';
import { OrdersDatabase } from './orders-database';
import { TroubledEvent } from './troubled-cleanup';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { eventually, NotYet } from '../../../test/support/cloud/eventually';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { receiveAll } from '../../demo/receive-all';
import { CleanupReport } from '../handler/move-orders';

/** Attempts of an event that nobody waits for (AWS Lambda Developer Guide, "Asynchronous invocation"). */
const ATTEMPTS = 3;

/** Every kind of trouble that a run can have of itself; one that fails on each of its attempts is the first. */
const TROUBLED_RUNS: readonly TroubledEvent[] = [
  { trouble: 'dies after it is stored', file: 1, attempts: ATTEMPTS },
  { trouble: 'throttled', file: 4, attempts: 1 },
  { trouble: 'dies before it is stored', file: 7, attempts: 1 },
  { trouble: 'dies after it is stored', file: 3, attempts: 2 },
  { trouble: 'hangs', file: 5, attempts: 1 },
];

/** What happened, and where everything is. */
export interface Outcome extends Reconciliation {
  readonly runs: number;
  readonly reports: readonly CleanupReport[];
  readonly parkedRuns: number;
  readonly killed: number;
  readonly disconnected: number;
  readonly mostClients: number;
}

/** Runs the job as its schedule does, again and again and at the same time, with every trouble there is. */
export class Campaign {
  private readonly lambda: LambdaClient;
  private readonly s3: S3Client;
  private readonly sqs: SQSClient;
  private readonly reports: CleanupReport[] = [];
  private runs = 0;
  private mostClients = 0;

  public constructor(
    private readonly cloud: CloudConnection,
    private readonly outputs: Readonly<Record<string, string>>,
    private readonly database: OrdersDatabase,
  ) {
    this.lambda = new LambdaClient(cloud.clientConfig());
    this.s3 = new S3Client(cloud.clientConfig());
    this.sqs = new SQSClient(cloud.clientConfig());
  }

  /** @param orders how many there are in all */
  public async run(orders: number, say: (text: string) => void = () => undefined): Promise<Outcome> {
    const watching = new AbortController();
    const watch = this.watchClients(watching.signal);
    let [parkedRuns, killed, disconnected] = [0, 0, 0];
    say('Three runs at the same time');
    await Promise.all([this.start({}), this.start({}), this.start({})]);
    parkedRuns += await this.ended(parkedRuns);
    say('A process is killed from outside');
    await this.start({});
    killed = await eventually('a process works', async () => await this.killWorking() || new NotYet('none'));
    parkedRuns += await this.ended(parkedRuns);
    say('The database ends its connections');
    await this.start({});
    disconnected = await eventually('the job is connected', async () => await this.database.disconnect() || new NotYet('not connected'));
    parkedRuns += await this.ended(parkedRuns);
    say('The database crashes and is started again');
    await this.start({});
    await eventually('the job is connected', async () => await this.database.clients() || new NotYet('not connected'));
    await this.database.restart();
    parkedRuns += await this.ended(parkedRuns);
    for (const trouble of TROUBLED_RUNS) {
      say(`A run ${trouble.trouble}, on ${trouble.attempts} of ${ATTEMPTS} attempts`);
      await this.start(trouble);
      parkedRuns += await this.ended(parkedRuns);
    }
    say('One run after the other, until nothing is left');
    while (this.reports.at(-1)?.ending !== 'nothing is left') {
      await this.start({});
      parkedRuns += await this.ended(parkedRuns);
    }
    watching.abort();
    await watch;
    const reconciliation = reconcile(orders, await this.database.ids(), await this.files());
    return { ...reconciliation, runs: this.runs, reports: this.reports, parkedRuns, killed, disconnected, mostClients: this.mostClients };
  }

  public close(): void {
    [this.lambda, this.s3, this.sqs].forEach(client => client.destroy());
  }

  /** As the schedule does it: nobody waits for the answer. */
  private async start(event: TroubledEvent): Promise<void> {
    this.runs += 1;
    const Payload = JSON.stringify({ ...event, run: this.runs });
    await this.lambda.send(new InvokeCommand({ FunctionName: this.outputs.LiveAlias, InvocationType: 'Event', Payload }));
  }

  /** Waits until every run so far has reported or is parked, and counts those that were parked since. */
  private async ended(parkedBefore: number): Promise<number> {
    let parked = 0;
    await eventually('every run has ended', async () => {
      this.reports.push(...await receiveAll<CleanupReport>(this.sqs, this.outputs.HeardUrl));
      parked += (await receiveAll(this.sqs, this.outputs.ParkedUrl)).length;
      return this.reports.length + parkedBefore + parked === this.runs || new NotYet({ runs: this.runs, reports: this.reports.length, parked });
    }, { timeoutMs: 60_000 });
    return parked;
  }

  private async killWorking(): Promise<number> {
    if (await this.database.clients() === 0) return 0;
    const processes = functionProcesses(this.cloud, this.outputs.FunctionName);
    processes.forEach(id => process.kill(id, 'SIGKILL'));
    return processes.length;
  }

  private async watchClients(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // While the server is down, nobody is connected.
      this.mostClients = Math.max(this.mostClients, await this.database.clients().catch(() => 0));
      await sleep(50);
    }
  }

  /** The orders of each file. */
  private async files(): Promise<number[][]> {
    const files: number[][] = [];
    const Bucket = this.outputs.ArchiveBucket;
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, { Bucket, Prefix: 'archive/' })) {
      for (const { Key } of Contents) {
        const { Body } = await this.s3.send(new GetObjectCommand({ Bucket, Key }));
        const text = gunzipSync(await Body!.transformToByteArray()).toString();
        files.push(text.trimEnd().split('\n').map(line => (JSON.parse(line) as { id: number }).id));
      }
    }
    return files;
  }
}
