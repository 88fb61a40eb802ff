import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';

const LONGEST_SIDE = 320;

/** Which image becomes a thumbnail where, and what is too large. */
export interface ThumbnailTask {
  readonly from: { readonly bucket: string; readonly key: string };
  readonly to: { readonly bucket: string; readonly prefix: string };
  readonly limits: { readonly bytes: number; readonly pixels: number };
}

/** Something of which no thumbnail can be made, however often it is tried. */
export class UnusableImage extends Error {
  public readonly name = 'UnusableImage';
}

/**
 * Renders the thumbnail of an image and stores it under a key that follows from the image's.
 *
 * Doing it again changes nothing. An image that was replaced meanwhile is rendered again, so that no older thumbnail stays.
 */
export async function renderThumbnail(s3: S3Client, { from, to, limits }: ThumbnailTask): Promise<void> {
  const source = { Bucket: from.bucket, Key: from.key };
  for (;;) {
    const { Body, ContentLength = 0, ETag } = await s3.send(new GetObjectCommand(source));
    if (ContentLength > limits.bytes) {
      (Body as { destroy?: () => void } | undefined)?.destroy?.();
      throw new UnusableImage(`has ${ContentLength} bytes, and may have ${limits.bytes}`);
    }
    const thumbnail = await shrink(await Body!.transformToByteArray(), limits.pixels);
    await s3.send(new PutObjectCommand({ Bucket: to.bucket, Key: `${to.prefix}${from.key}.webp`, Body: thumbnail, ContentType: 'image/webp' }));
    if ((await s3.send(new HeadObjectCommand(source))).ETag === ETag) return;
  }
}

/** Upright, small, and without what cameras write into images: where, when and by whom. */
export async function shrink(image: Uint8Array, mostPixels: number): Promise<Buffer> {
  try {
    return await sharp(image, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp()
      .toBuffer();
  } catch (error) {
    throw new UnusableImage((error as Error).message, { cause: error });
  }
}
