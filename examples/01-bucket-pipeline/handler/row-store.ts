import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { RowMessage } from './row-message';

/** `superseded`: a later upload, or an earlier line of the same one, holds the key already. */
export type StoreResult = 'stored' | 'superseded';

/** Writes a row; a second delivery writes the same item again, and the order of deliveries does not matter. */
export async function storeRow(dynamodb: DynamoDBDocumentClient, tableName: string, message: RowMessage): Promise<StoreResult> {
  const { source, generation, line, key, row } = message;
  try {
    await dynamodb.send(new PutCommand({
      TableName: tableName,
      Item: { pk: key, source, generation, line, row },
      ConditionExpression: 'attribute_not_exists(pk) OR #generation < :generation OR (#generation = :generation AND #line >= :line)',
      ExpressionAttributeNames: { '#generation': 'generation', '#line': 'line' },
      ExpressionAttributeValues: { ':generation': generation, ':line': line },
    }));
    return 'stored';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return 'superseded';
    }
    throw error;
  }
}
