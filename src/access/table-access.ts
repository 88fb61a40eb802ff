import { aws_dynamodb as dynamodb, aws_iam as iam } from 'aws-cdk-lib';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:ConditionCheckItem'];

/** Read items by key; not through indexes, and no scan. */
export function readItems(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, grantee, READ, ['kms:Decrypt']);
}

/** Write items, also under a condition or in a transaction. */
export function writeItems(table: dynamodb.ITable, grantee: iam.IGrantable): iam.Grant {
  return onTable(table, grantee, WRITE, ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']);
}

function onTable(table: dynamodb.ITable, grantee: iam.IGrantable, actions: string[], keyActions: string[]): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [table.tableArn] });
  return table.encryptionKey ? grant.combine(table.encryptionKey.grant(grantee, ...keyActions)) : grant;
}
