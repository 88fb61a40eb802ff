import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const items = new DynamoDBClient({});
const messages = new SQSClient({});

/** Two clients of the SDK and a little of each: what a function of a pipeline imports. */
export const handler = async (event: { id: string }): Promise<void> => {
  if (!event.id) throw new Error('an event without an id');
  await items.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { pk: { S: event.id } } }));
  await messages.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: event.id }));
};
