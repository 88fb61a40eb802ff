import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import sharp from 'sharp';
import { TestImage } from './images';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { eventually, NotYet } from '../../../test/support/cloud/eventually';
import { functionProcesses } from '../../../test/support/cloud/function-processes';
import { receiveAll } from '../../demo/receive-all';

const UPLOADS = 'uploads/';
const THUMBNAILS = 'thumbnails/';

/** What became of the images; `in` is the sum of the rest. */
export interface Ledger {
  readonly in: number;
  readonly rendered: number;
  readonly parked: number;
  readonly lost: number;
}

export interface Outcome {
  readonly ledger: Ledger;
  /** Usable images that are parked in the end, or unusable ones that have a thumbnail. */
  readonly misjudged: string[];
  /** Images that were parked because too much happened to them, and were sent back. */
  readonly redriven: number;
  /** Thumbnails that are no images of the right size, or of no upload. */
  readonly wrong: string[];
  readonly killed: number;
}

/** Uploads images in the midst of trouble, and looks for each of them. */
export class Campaign {
  private readonly s3: S3Client;
  private readonly sqs: SQSClient;
  private readonly parked = new Set<string>();
  private redriven = 0;

  public constructor(private readonly cloud: CloudConnection, private readonly outputs: Readonly<Record<string, string>>) {
    this.s3 = new S3Client(cloud.clientConfig());
    this.sqs = new SQSClient(cloud.clientConfig());
  }

  public async run(images: readonly TestImage[], say: (text: string) => void = () => undefined): Promise<Outcome> {
    for (let start = 0; start < images.length; start += 20) {
      await Promise.all(images.slice(start, start + 20).map(image => this.upload(image)));
    }
    say('Every image is uploaded; a process is killed, and some events are delivered twice');
    const processes = functionProcesses(this.cloud, this.outputs.FunctionName);
    processes.forEach(id => process.kill(id, 'SIGKILL'));
    await Promise.all(images.slice(0, 20).map(({ name }) => this.deliverAgain(name)));
    const thumbnails = await this.settled(images);
    return { ...await this.reconcile(images, thumbnails), killed: processes.length, redriven: this.redriven };
  }

  public close(): void {
    [this.s3, this.sqs].forEach(client => client.destroy());
  }

  private async upload({ name, bytes }: TestImage): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.outputs.BucketName, Key: `${UPLOADS}${name}`, Body: bytes }));
  }

  private async deliverAgain(name: string): Promise<void> {
    const MessageBody = JSON.stringify({ detail: { bucket: { name: this.outputs.BucketName }, object: { key: `${UPLOADS}${name}` } } });
    await this.sqs.send(new SendMessageCommand({ QueueUrl: this.outputs.QueueUrl, MessageBody }));
  }

  /** Waits until each image has a thumbnail or is parked for good; whoever looks after the queue sends usable ones back. */
  private async settled(images: readonly TestImage[]): Promise<string[]> {
    const usable = new Set(images.filter(image => image.usable).map(({ name }) => name));
    return eventually('every image has its fate', async () => {
      for (const { detail } of await receiveAll<{ detail: { object: { key: string } } }>(this.sqs, this.outputs.ParkedUrl)) {
        const name = detail.object.key.slice(UPLOADS.length);
        if (usable.has(name)) await this.deliverAgain(name);
        if (usable.has(name)) this.redriven += 1;
        else this.parked.add(name);
      }
      const thumbnails = await this.thumbnails();
      const known = new Set([...thumbnails, ...this.parked]).size;
      return known >= images.length ? thumbnails : new NotYet({ thumbnails: thumbnails.length, parked: [...this.parked], redriven: this.redriven });
    }, { timeoutMs: 240_000, intervalMs: 500 });
  }

  /** The names of the images that have one. */
  private async thumbnails(): Promise<string[]> {
    const names: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, { Bucket: this.outputs.BucketName, Prefix: THUMBNAILS })) {
      names.push(...Contents.map(({ Key }) => Key!.slice(`${THUMBNAILS}${UPLOADS}`.length, -'.webp'.length)));
    }
    return names;
  }

  private async reconcile(images: readonly TestImage[], thumbnails: readonly string[]): Promise<Omit<Outcome, 'killed' | 'redriven'>> {
    const made = new Set(thumbnails);
    const names = new Set(images.map(({ name }) => name));
    const rendered = images.filter(({ name }) => made.has(name));
    const parked = images.filter(({ name }) => this.parked.has(name) && !made.has(name));
    const checks = await Promise.all(thumbnails.map(async name => names.has(name) && await this.isThumbnail(name) ? [] : [name]));
    return {
      ledger: { in: images.length, rendered: rendered.length, parked: parked.length, lost: images.length - rendered.length - parked.length },
      misjudged: images.filter(({ name, usable }) => usable === this.parked.has(name)).map(({ name }) => name),
      wrong: checks.flat(),
    };
  }

  private async isThumbnail(name: string): Promise<boolean> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.outputs.BucketName, Key: `${THUMBNAILS}${UPLOADS}${name}.webp` }));
    const { format, width = 0, height = 0 } = await sharp(await Body!.transformToByteArray()).metadata();
    return format === 'webp' && Math.max(width, height) <= 320 && Math.min(width, height) > 0;
  }
}
