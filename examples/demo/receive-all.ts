import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const LONG_ENOUGH_SECONDS = 3_600;

/** The bodies of everything that a queue shows; hidden afterwards, so that nothing is seen twice. */
export async function receiveAll<T>(sqs: SQSClient, queueUrl: string): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({
      QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: LONG_ENOUGH_SECONDS,
    }));
    if (Messages.length === 0) {
      return all;
    }
    all.push(...Messages.map(({ Body }) => JSON.parse(Body!) as T));
  }
}
