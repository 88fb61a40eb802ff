import { createReadStream } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { Evidence } from './ledger';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { LeftOutRow } from '../handler/row-judge';
import { fromBody, RowMessage } from '../handler/row-message';
import { ImportReport } from '../handler/validate';

/** How many messages a queue holds. */
export interface QueueFigures {
  readonly waiting: number;
  readonly hidden: number;
}

const ALL_FIGURES = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;
const LONG_ENOUGH_SECONDS = 3_600;

/** The deployed importer, seen from outside with the clients that anybody would use. */
export class ImportSite {
  private readonly s3: S3Client;
  private readonly sqs: SQSClient;
  private readonly dynamodb: DynamoDBDocumentClient;

  public constructor(cloud: CloudConnection, private readonly outputs: Readonly<Record<string, string>>) {
    this.s3 = new S3Client(cloud.clientConfig());
    this.sqs = new SQSClient(cloud.clientConfig());
    this.dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  }

  /** Uploads a file, and returns its address. */
  public async upload(file: string, key: string): Promise<string> {
    const Bucket = this.outputs.BucketName;
    await new Upload({ client: this.s3, params: { Bucket, Key: key, Body: createReadStream(file) } }).done();
    return `s3://${Bucket}/${key}`;
  }

  /** What validation wrote down about an uploaded object; undefined while it is at work. */
  public async report(key: string, replacedGeneration?: string): Promise<ImportReport | undefined> {
    const text = await this.read(`rejected/${key}.json`);
    const report = text === undefined ? undefined : JSON.parse(text) as ImportReport;
    return report?.generation === replacedGeneration ? undefined : report;
  }

  private async leftOut(report: ImportReport): Promise<LeftOutRow[]> {
    const text = report.leftOut && await this.read(report.leftOut);
    return (text ?? '').split('\n').filter(Boolean).map(line => JSON.parse(line) as LeftOutRow);
  }

  /** What stands in the table. */
  public async items(): Promise<RowMessage[]> {
    const items: RowMessage[] = [];
    const pages = paginateScan({ client: this.dynamodb }, { TableName: this.outputs.TableName, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      items.push(...Items.map(({ pk, ...rest }) => ({ ...rest, key: pk as string }) as RowMessage));
    }
    return items;
  }

  /** What stands in the dead-letter queue. It stays there, but shows itself only once. */
  public async parked(): Promise<RowMessage[]> {
    const messages = await this.receiveAll(this.outputs.ParkedUrl);
    return messages.map(({ Body }) => fromBody(Body!));
  }

  /** Where the rows of one upload are. */
  public async evidence(source: string, report: ImportReport | undefined): Promise<Evidence> {
    const ofUpload = (row: RowMessage): boolean => row.source === source && (!report || row.generation === report.generation);
    return {
      stored: (await this.items()).filter(ofUpload),
      parked: (await this.parked()).filter(ofUpload),
      leftOut: report ? await this.leftOut(report) : [],
    };
  }

  /** What the topic has told since the last time. */
  public async notifications<T>(): Promise<T[]> {
    const messages = await this.receiveAll(this.outputs.HeardUrl);
    return messages.map(({ Body }) => JSON.parse(Body!) as T);
  }

  public bufferFigures(): Promise<QueueFigures> {
    return this.figures(this.outputs.QueueUrl);
  }

  public parkedFigures(): Promise<QueueFigures> {
    return this.figures(this.outputs.ParkedUrl);
  }

  public close(): void {
    [this.s3, this.sqs, this.dynamodb].forEach(client => client.destroy());
  }

  private async read(key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.outputs.BucketName, Key: key }));
      return await Body!.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) {
        return undefined;
      }
      throw error;
    }
  }

  /** Everything that a queue shows; hidden afterwards, so that nothing is seen twice. */
  private async receiveAll(QueueUrl: string): Promise<Message[]> {
    const all: Message[] = [];
    for (;;) {
      const { Messages = [] } = await this.sqs.send(new ReceiveMessageCommand({
        QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: LONG_ENOUGH_SECONDS,
      }));
      if (Messages.length === 0) {
        return all;
      }
      all.push(...Messages);
    }
  }

  private async figures(QueueUrl: string): Promise<QueueFigures> {
    const { Attributes = {} } = await this.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...ALL_FIGURES] }));
    const [visible, hidden, delayed] = ALL_FIGURES.map(name => Number(Attributes[name] ?? 0));
    return { waiting: visible + delayed, hidden };
  }
}
