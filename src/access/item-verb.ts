/** One thing that may be done with the items of a table. */
export enum ItemVerb {
  /** Read one item whose whole key is known. */
  GET = 'dynamodb:GetItem',

  /** Read items of one partition key, page by page. */
  QUERY = 'dynamodb:Query',

  /** Create an item or replace it, also under a condition or in a transaction. */
  PUT = 'dynamodb:PutItem',

  /** Change an item, or create it, also under a condition or in a transaction. */
  UPDATE = 'dynamodb:UpdateItem',

  /** Delete an item, also under a condition or in a transaction. */
  DELETE = 'dynamodb:DeleteItem',

  /** Make a transaction depend on an item that it does not write. */
  CHECK = 'dynamodb:ConditionCheckItem',
}
