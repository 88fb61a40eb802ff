import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssetManifestArtifact, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Zippable, zipSync } from 'fflate';

/** Where an assembly expects its assets: names may still hold the placeholders of account and region. */
export interface AssetScope {
  readonly account: string;
  readonly region: string;
}

/** Turns the text of a nested stack's template into the one to deploy. */
export type TemplateTransform = (template: string) => string;

/** Uploads the file assets of a stack, zipping folders, each once: their names are hashes of their contents. */
export async function uploadAssets(
  s3: S3Client,
  stack: CloudFormationStackArtifact,
  scope: AssetScope,
  transform: TemplateTransform,
): Promise<void> {
  for (const artifact of stack.dependencies) {
    if (!AssetManifestArtifact.isAssetManifestArtifact(artifact)) {
      continue;
    }
    const { files, dockerImages } = artifact.contents;
    if (Object.keys(dockerImages ?? {}).length > 0) {
      throw new Error(
        `Stack ${stack.stackName} has container images (${Object.keys(dockerImages!).join(', ')}); `
        + 'the embedded cloud runs no containers. Deploy a stack without image assets.',
      );
    }
    for (const file of Object.values(files ?? {})) {
      if (file.source.executable || !file.source.path) {
        throw new Error(`Stack ${stack.stackName} has an asset made by a command; the embedded cloud takes files and folders only.`);
      }
      // The template's own file is an asset too; the deployer passes a fitted one instead.
      const source = join(artifact.assembly.directory, file.source.path);
      if (source === stack.templateFullPath) {
        continue;
      }
      for (const destination of Object.values(file.destinations)) {
        const place = { Bucket: resolve(destination.bucketName, scope), Key: resolve(destination.objectKey, scope) };
        if (source.endsWith('.nested.template.json')) {
          // Always, so that what was stripped from it is reported on every deployment.
          await upload(s3, place, Buffer.from(transform(readFileSync(source, 'utf8'))));
        } else {
          await uploadOnce(s3, place, () => (file.source.packaging === 'zip' ? zipFolder(source) : readFileSync(source)));
        }
      }
    }
  }
}

/** Creates the bucket unless it is there. */
export async function ensureBucket(s3: S3Client, bucket: string): Promise<void> {
  try {
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof Error) || !['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(error.name)) {
      throw error;
    }
  }
}

async function uploadOnce(s3: S3Client, place: { Bucket: string; Key: string }, contents: () => Uint8Array): Promise<void> {
  try {
    await s3.send(new HeadObjectCommand(place));
  } catch {
    await upload(s3, place, contents());
  }
}

async function upload(s3: S3Client, place: { Bucket: string; Key: string }, contents: Uint8Array): Promise<void> {
  await ensureBucket(s3, place.Bucket);
  await s3.send(new PutObjectCommand({ ...place, Body: contents }));
}

function resolve(name: string, scope: AssetScope): string {
  return name
    .replaceAll('${AWS::AccountId}', scope.account)
    .replaceAll('${AWS::Region}', scope.region)
    .replaceAll('${AWS::Partition}', 'aws');
}

/** The folder as a zip archive that is the same whenever the files are. */
export function zipFolder(folder: string): Uint8Array {
  if (!existsSync(folder)) {
    throw new Error(`The assembly names an asset that is not there: ${folder}. Synthesize it again.`);
  }
  if (statSync(folder).isFile()) {
    return readFileSync(folder);
  }
  const entries: Zippable = {};
  collect(folder, '', entries);
  return zipSync(entries, { level: 1, mtime: '1980-01-01T12:00:00' });
}

function collect(folder: string, prefix: string, entries: Zippable): void {
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    const stat = statSync(file);
    if (stat.isDirectory()) {
      collect(file, `${prefix}${name}/`, entries);
    } else {
      // The high half of the attributes holds the Unix mode, without which a layer's programs lose their x bit.
      entries[prefix + name] = [readFileSync(file), { os: 3, attrs: (stat.mode % 0x10000) * 0x10000 }];
    }
  }
}
