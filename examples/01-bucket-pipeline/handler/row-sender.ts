import { setTimeout as sleep } from 'node:timers/promises';
import { BatchResultErrorEntry, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

/** A message that is to be sent. */
export interface Outgoing {
  readonly line: number;
  readonly body: string;
}

const LARGEST_BATCH = 10;
const LARGEST_BATCH_BYTES = 1_048_576;
const BATCHES_IN_FLIGHT = 8;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;

/** Sends messages in full batches, several at a time, and gives up on none without saying so. */
export class RowSender {
  /** How many messages the queue has accepted. */
  public accepted = 0;
  private batch: Outgoing[] = [];
  private batchBytes = 0;
  private failure?: { readonly error: unknown };
  private readonly inFlight = new Set<Promise<void>>();

  public constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    /** Told of a message that the queue will never take. */
    private readonly onRefused: (line: number, reason: string) => Promise<void>,
  ) {}

  /** Takes a message; waits while too much is under way. */
  public async send(message: Outgoing): Promise<void> {
    const bytes = Buffer.byteLength(message.body);
    if (this.batch.length === LARGEST_BATCH || this.batchBytes + bytes > LARGEST_BATCH_BYTES) {
      await this.dispatch();
    }
    this.batch.push(message);
    this.batchBytes += bytes;
  }

  /** Returns when the queue has everything. */
  public async finish(): Promise<void> {
    await this.dispatch();
    await Promise.all(this.inFlight);
    this.throwFailure();
  }

  private async dispatch(): Promise<void> {
    this.throwFailure();
    if (this.batch.length === 0) {
      return;
    }
    const sending = this.sendBatch(this.batch)
      .catch((error: unknown) => { this.failure ??= { error }; })
      .finally(() => this.inFlight.delete(sending));
    this.inFlight.add(sending);
    this.batch = [];
    this.batchBytes = 0;
    if (this.inFlight.size >= BATCHES_IN_FLIGHT) {
      await Promise.race(this.inFlight);
    }
  }

  private async sendBatch(batch: readonly Outgoing[]): Promise<void> {
    let pending = new Map(batch.map(message => [`line-${message.line}`, message]));
    for (let attempt = 1; pending.size > 0; attempt++) {
      const { Successful = [], Failed = [] } = await this.sqs.send(new SendMessageBatchCommand({
        QueueUrl: this.queueUrl,
        Entries: [...pending].map(([Id, { body }]) => ({ Id, MessageBody: body })),
      }));
      this.accepted += Successful.length;
      const done = new Set(Successful.map(({ Id }) => Id));
      for (const failed of Failed.filter(({ SenderFault }) => SenderFault)) {
        done.add(failed.Id);
        await this.onRefused(pending.get(failed.Id!)!.line, reasonOf(failed));
      }
      pending = new Map([...pending].filter(([id]) => !done.has(id)));
      if (pending.size > 0 && attempt === ATTEMPTS) {
        throw new Error(`The queue did not take ${pending.size} messages in ${ATTEMPTS} attempts: ${Failed.map(reasonOf).join('; ')}`);
      }
      await sleep(pending.size > 0 ? Math.random() * FIRST_PAUSE_MS * 2 ** attempt : 0);
    }
  }

  private throwFailure(): void {
    if (this.failure) {
      throw this.failure.error;
    }
  }
}

function reasonOf({ Code, Message }: BatchResultErrorEntry): string {
  return `the queue refuses it: ${Code} ${Message ?? ''}`.trim();
}
