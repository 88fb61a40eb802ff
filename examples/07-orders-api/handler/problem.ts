import { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What is wrong with one part of a request, by its JSON pointer. */
export interface Complaint {
  readonly pointer: string;
  readonly detail: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  428: 'Precondition required',
  500: 'Internal server error',
  503: 'Service unavailable',
};

/** A request that cannot be answered as its sender hoped, in the terms of RFC 9457. */
export class Problem extends Error {
  constructor(
    public readonly status: number,
    public readonly detail: string,
    private readonly more: { readonly errors?: readonly Complaint[]; readonly headers?: Record<string, string> } = {},
  ) {
    super(detail);
  }

  /** The answer, with the path of the request as what it is about. */
  public response(instance: string): APIGatewayProxyStructuredResultV2 {
    const { errors, headers } = this.more;
    return {
      statusCode: this.status,
      headers: { 'content-type': 'application/problem+json', ...headers },
      body: JSON.stringify({ type: 'about:blank', title: TITLES[this.status], status: this.status, detail: this.detail, instance, errors }),
    };
  }
}
