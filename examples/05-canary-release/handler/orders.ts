/** What of an HTTP API's request is read here. */
export interface OrderRequest {
  readonly rawPath: string;
  readonly body?: string;
}

export interface OrderAnswer {
  readonly statusCode: number;
  readonly body: string;
}

/** Takes orders; `/health` says whether it could. */
export async function handler({ rawPath, body }: OrderRequest): Promise<OrderAnswer> {
  if (rawPath === '/health') return answer(200, { ok: true });
  if (rawPath === '/orders') return answer(201, { taken: JSON.parse(body ?? '{}') as unknown });
  return answer(404, { message: `there is nothing at ${rawPath}` });
}

function answer(statusCode: number, body: object): OrderAnswer {
  return { statusCode, body: JSON.stringify(body) };
}
