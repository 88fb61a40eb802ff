/** What of an HTTP API's request is read here. */
export interface PriceRequest {
  readonly pathParameters?: { readonly article?: string };
}

/** What is done once, before the first request: this is what a warm execution has behind it. */
const PRICES = new Map([['tea', 3.5], ['coffee', 4.2]]);

export async function handler({ pathParameters }: PriceRequest): Promise<{ statusCode: number; body: string }> {
  const article = pathParameters?.article ?? '';
  const price = PRICES.get(article);
  return price === undefined
    ? { statusCode: 404, body: JSON.stringify({ message: `there is no price for ${article}` }) }
    : { statusCode: 200, body: JSON.stringify({ article, price }) };
}
