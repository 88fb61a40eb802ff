import { aws_dynamodb as dynamodb, aws_iam as iam } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';
import { ItemVerb } from './item-verb';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';
import { SteadfastError, requireThat } from '../validation/steadfast-error';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:ConditionCheckItem'];

/** DynamoDB uses the key with the caller's rights (DynamoDB Developer Guide, "How DynamoDB uses AWS KMS"). */
const READ_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE_KEY = [...READ_KEY, 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Read items by key; not through indexes, and no scan. */
export function readItems(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, [table.tableArn], grantee, READ, READ_KEY);
}

/** Write items, also under a condition or in a transaction. */
export function writeItems(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, [table.tableArn], grantee, WRITE, WRITE_KEY);
}

/** Put items one by one; a batch could delete, an update could change what it does not know. */
export function putItems(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, [table.tableArn], grantee, ['dynamodb:PutItem'], WRITE_KEY);
}

/** Do with items what is named, and nothing else. */
export function workOnItems(table: dynamodb.ITable, verbs: ItemVerb[], grantee: iam.IGrantable): iam.Grant {
  requireThat(table, verbs.length > 0, {
    must: 'Whoever works on items must be told what it may do with them',
    given: 'no verb',
    remedy: 'Name at least one ItemVerb.',
  });
  const reads = verbs.every(verb => READ.includes(verb));
  return onTable(table, [table.tableArn], grantee, [...new Set<string>(verbs)], reads ? READ_KEY : WRITE_KEY);
}

/** Query one index. */
export function queryIndex(table: dynamodb.ITable, index: string, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, [indexArn(table, index)], grantee, ['dynamodb:Query'], READ_KEY);
}

/** Read a whole table, or a whole index. */
export function scan(table: dynamodb.ITable, index: string | undefined, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, [index === undefined ? table.tableArn : indexArn(table, index)], grantee, ['dynamodb:Scan'], READ_KEY);
}

/** Read the stream of a table. */
export function readStream(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  if (!table.tableStreamArn) {
    throw new SteadfastError(table, {
      must: 'A table whose stream is read must have one',
      given: 'a table without a stream, or an imported one whose stream is not named',
      remedy: 'Set stream (dynamoStream of a TableV2) on the table, or import it with its tableStreamArn.',
    });
  }
  const records = onTable(
    table, [table.tableStreamArn], grantee, ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], READ_KEY,
  );
  return records.combine(listStreams(grantee));
}

/** Lambda refuses a mapping whose role may not list streams, and the action takes no resource (Service Authorization Reference, Amazon DynamoDB). */
export function listStreams(grantee: iam.IGrantable): iam.Grant {
  const actions = ['dynamodb:ListStreams'];
  answerWildcard(grantee, { resource: '*', actions, reason: WILDCARD_REASONS.listStreams });
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: ['*'] });
}

function indexArn(table: dynamodb.ITable, index: string): string {
  requireThat(table, /^[a-zA-Z0-9_.-]{3,255}$/.test(index), {
    must: 'An index must be named, by 3 to 255 letters, digits, dots, dashes or underscores (Amazon DynamoDB naming rules)',
    given: `"${index}"`,
    remedy: 'Name the one index that is queried; grant each further index by itself.',
  }, index);
  return `${table.tableArn}/index/${index}`;
}

function onTable(table: dynamodb.ITable, resourceArns: string[], grantee: iam.IGrantable, actions: string[], keyActions: string[]): iam.Grant {
  return grantExactly({
    grantee,
    resource: table,
    actions,
    resourceArns,
    // A table's policy is a property of the table: its ARN in there would be a circle, and `*` is the table.
    resourceSelfArns: ['*'],
    key: table.encryptionKey,
    keyActions,
  });
}
