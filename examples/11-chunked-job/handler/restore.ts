import { gunzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Context } from 'aws-lambda';
import { setting } from './setting';
import { Order, storeOrders } from './store-orders';

/** A file of the archive, as Step Functions lists it. */
export interface ArchivedFile {
  readonly Key: string;
}

const logger = new Logger({ serviceName: 'orders-restore' });
const s3 = new S3Client({});
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const bucket = setting('ARCHIVE_BUCKET');
const tableName = setting('TABLE_NAME');

/** Brings the orders of one file back. The same file again writes the same items again. */
export const handler = async ({ Key }: ArchivedFile, context: Context): Promise<{ restored: number }> => {
  logger.addContext(context);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  const orders = readOrders(await Body!.transformToByteArray());
  await storeOrders(dynamodb, tableName, orders);
  logger.info('Restored', { key: Key, orders: orders.length });
  return { restored: orders.length };
};

/** The whole file or nothing: half a file would look like a whole one. */
function readOrders(file: Uint8Array): Order[] {
  return gunzipSync(file).toString().split('\n').filter(Boolean).map(line => JSON.parse(line) as Order);
}
