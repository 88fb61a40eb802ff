import { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { Answer } from './answer';
import { changeOrder, createOrder, deleteOrder, listOrders, readOrder } from './orders';
import { Problem } from './problem';
import { Request } from './request';
import { changeUser, createUser, deleteUser, readUser } from './users';

type Operation = (request: Request) => Promise<Answer>;

const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/users': { POST: createUser },
  '/users/{id}': { GET: readUser, PUT: changeUser, DELETE: deleteUser },
  '/orders': { GET: listOrders, POST: createOrder },
  '/orders/{id}': { GET: readOrder, PUT: changeOrder, DELETE: deleteOrder },
};

/** What DynamoDB says when the same request may succeed a moment later. */
const LATER = ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException', 'TransactionInProgressException', 'InternalServerError'];

/** Answers a request; whatever goes wrong is a problem document, and never what went wrong inside. */
export async function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<Answer> {
  const { rawPath } = event;
  try {
    return await operationFor(event)(new Request(event));
  } catch (error) {
    if (error instanceof Problem) return error.response(rawPath);
    const { name, message, stack } = error as Error;
    console.error(JSON.stringify({ message, name, stack, requestId: event.requestContext.requestId }));
    const problem = LATER.includes(name)
      ? new Problem(503, 'Try again in a moment.', { headers: { 'retry-after': '1' } })
      : new Problem(500, 'Something went wrong here; it was written down. Try again: nothing happens twice.');
    return problem.response(rawPath);
  }
}

function operationFor({ routeKey, requestContext }: APIGatewayProxyEventV2WithJWTAuthorizer): Operation {
  const route = OPERATIONS[routeKey.split(' ')[1]] ?? {};
  const operation = route[requestContext.http.method];
  if (operation) return operation;
  throw new Problem(405, `This takes ${Object.keys(route).join(', ')}.`, { headers: { allow: Object.keys(route).join(', ') } });
}
