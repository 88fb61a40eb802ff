import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { renderThumbnail, shrink, UnusableImage } from '../../../examples/10-thumbnails/handler/thumbnail';

const MANY_PIXELS = 50_000_000;

function photo(width: number, height: number, orientation = 1): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: 'teal' } }).jpeg().withMetadata({ orientation }).toBuffer();
}

async function sizeOf(image: Uint8Array): Promise<unknown> {
  const { format, width, height } = await sharp(image).metadata();
  return { format, width, height };
}

describe('a thumbnail', () => {
  test('keeps the shape of its image', async () => {
    expect(await sizeOf(await shrink(await photo(1_000, 500), MANY_PIXELS))).toEqual({ format: 'webp', width: 320, height: 160 });
  });

  test('stands upright', async () => {
    expect(await sizeOf(await shrink(await photo(1_000, 500, 6), MANY_PIXELS))).toEqual({ format: 'webp', width: 160, height: 320 });
  });

  test('is never larger than its image', async () => {
    expect(await sizeOf(await shrink(await photo(40, 30), MANY_PIXELS))).toEqual({ format: 'webp', width: 40, height: 30 });
  });

  test('says nothing of where and by whom its image was taken', async () => {
    const { exif } = await sharp(await shrink(await photo(100, 100, 6), MANY_PIXELS)).metadata();
    expect(exif).toBeUndefined();
  });

  test.each([
    ['text', () => Promise.resolve(Buffer.from('not an image'))],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
    ['half an image', async () => (await photo(400, 300)).subarray(0, 600)],
    ['too many pixels', () => photo(400, 300)],
  ])('is not made of %s', async (name, image) => {
    await expect(shrink(await image(), name === 'too many pixels' ? 100_000 : MANY_PIXELS)).rejects.toThrow(UnusableImage);
  });
});

describe('an upload', () => {
  /** A bucket with one object, whose versions are read one after the other. */
  class OneObject {
    public readonly written: string[] = [];
    public reads = 0;

    public constructor(private readonly image: Buffer, private readonly etags: string[]) {}

    public readonly send = (command: unknown): Promise<object> => {
      if (command instanceof PutObjectCommand) this.written.push(command.input.Key!);
      if (command instanceof HeadObjectCommand) return Promise.resolve({ ETag: this.etags[0] });
      if (!(command instanceof GetObjectCommand)) return Promise.resolve({});
      this.reads += 1;
      const ETag = this.etags.length > 1 ? this.etags.shift() : this.etags[0];
      return Promise.resolve({ ETag, ContentLength: this.image.length, Body: { transformToByteArray: () => Promise.resolve(this.image) } });
    };
  }

  function render(bucket: OneObject, bytes = 1_000_000): Promise<void> {
    return renderThumbnail(bucket as unknown as S3Client, {
      from: { bucket: 'photos', key: 'uploads/cat.jpg' }, to: { bucket: 'photos', prefix: 'thumbnails/' }, limits: { bytes, pixels: MANY_PIXELS },
    });
  }

  test('has its thumbnail under a key that follows from its own', async () => {
    const bucket = new OneObject(await photo(40, 30), ['1']);
    await render(bucket);
    expect([bucket.written, bucket.reads]).toEqual([['thumbnails/uploads/cat.jpg.webp'], 1]);
  });

  test('that is replaced while it is rendered is rendered again', async () => {
    const bucket = new OneObject(await photo(40, 30), ['1', '2']);
    await render(bucket);
    expect(bucket.reads).toBe(2);
  });

  test('that is too large is refused before it is read', async () => {
    const bucket = new OneObject(await photo(40, 30), ['1']);
    await expect(render(bucket, 10)).rejects.toThrow(/has \d+ bytes, and may have 10/);
    expect(bucket.written).toEqual([]);
  });
});
