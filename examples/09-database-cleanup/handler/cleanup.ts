import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { Context } from 'aws-lambda';
import { S3Archive } from './archive';
import { database } from './database';
import { CleanupReport, moveOldOrders } from './move-orders';
import { setting } from './setting';

const logger = new Logger({ serviceName: 'orders-cleanup' });
const archive = new S3Archive(new S3Client({}), setting('ARCHIVE_BUCKET'), setting('ARCHIVE_PREFIX'));
const sns = new SNSClient({});
const topicArn = setting('REPORT_TOPIC_ARN');
const plan = { keepDays: Number(setting('KEEP_DAYS')), rowsAFile: Number(setting('ROWS_A_FILE')) };

// While the environment sleeps, the proxy may close the connection: that is nobody's error.
database.on('error', error => logger.warn('The connection was closed; the next run makes another', { error }));

/** Time that is left alone at the end of a run: one file more would be cut off in the middle, and made again by the next run. */
const RESERVE_MS = Number(process.env.RESERVE_MS ?? 30_000);

/** Moves what is old, file by file, until nothing is left or the time is up; then says what it did. */
export const handler = async (_event: unknown, context: Context): Promise<CleanupReport> => {
  logger.addContext(context);
  const timeLeft = (): number => context.getRemainingTimeInMillis() - RESERVE_MS;
  const report = await moveOldOrders({ database, archive, plan, timeLeft });
  logger.info('Cleaned up', { ...report });
  await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: 'Orders cleaned up', Message: JSON.stringify(report) }));
  return report;
};
