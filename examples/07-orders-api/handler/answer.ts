import { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Answer = APIGatewayProxyStructuredResultV2;

/** An answer in JSON, with the version of what it shows. */
export function answer(statusCode: number, body: object, { version, location }: { version?: number; location?: string } = {}): Answer {
  return {
    statusCode,
    headers: {
      'content-type': 'application/json',
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...(location === undefined ? {} : { location }),
    },
    body: JSON.stringify(body),
  };
}

export const NOTHING: Answer = { statusCode: 204 };
