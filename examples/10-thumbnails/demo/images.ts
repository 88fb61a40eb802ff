import sharp from 'sharp';

/** An image to upload, and whether a thumbnail of it can be made. */
export interface TestImage {
  readonly name: string;
  readonly bytes: Buffer;
  readonly usable: boolean;
}

const DIFFERENT = 20;
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff'] as const;

/** Rendered images in every usual format, and between them what people upload instead. */
export async function images(count: number): Promise<TestImage[]> {
  const pictures: Buffer[] = [];
  for (let index = 0; index < DIFFERENT; index += 1) pictures.push(await picture(index));
  const usable = Array.from({ length: count }, (_, index) => (
    { name: `image-${index}.${FORMATS[index % FORMATS.length]}`, bytes: pictures[index % DIFFERENT], usable: true }
  ));
  return [...usable, ...await unusable()];
}

/** A drawing with a number; some stand upright only after their camera's note is read. */
async function picture(index: number): Promise<Buffer> {
  const [width, height] = [200 + index * 7 % 700, 150 + index * 11 % 500];
  const drawing = Buffer.from(`<svg width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">
    <rect width="100%" height="100%" fill="hsl(${index * 37 % 360}, 60%, 70%)"/>
    <circle cx="50%" cy="50%" r="${height / 3}" fill="hsl(${index * 53 % 360}, 80%, 40%)"/>
    <text x="50%" y="55%" font-size="40" text-anchor="middle" fill="white">${index}</text></svg>`);
  return sharp(drawing).toFormat(FORMATS[index % FORMATS.length]).withMetadata({ orientation: index % 4 === 0 ? 6 : 1 }).toBuffer();
}

async function unusable(): Promise<TestImage[]> {
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
    .jpeg().toBuffer();
  const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'red' } }).png({ compressionLevel: 9 }).toBuffer();
  const large = await sharp({ create: { width: 900, height: 900, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .png({ compressionLevel: 0 }).toBuffer();
  return [
    { name: 'cut-off.jpg', bytes: photo.subarray(0, photo.length / 2), usable: false },
    { name: 'text.jpg', bytes: Buffer.from('not an image'), usable: false },
    { name: 'empty.png', bytes: Buffer.alloc(0), usable: false },
    { name: 'header-only.png', bytes: bomb.subarray(0, 40), usable: false },
    { name: 'many-pixels.png', bytes: bomb, usable: false },
    { name: 'many-bytes.png', bytes: large, usable: false },
  ];
}
