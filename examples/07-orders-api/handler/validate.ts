import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Problem } from './problem';

/** What somebody tells of themselves. */
export interface Profile {
  readonly name: string;
  readonly email: string;
}

/** One thing that is ordered. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  /** In cents, so that sums are exact. */
  readonly price: number;
}

export interface OrderContent {
  readonly lines: readonly OrderLine[];
}

const ajv = addFormats(new Ajv({ allErrors: true }));

export const isProfile = ajv.compile<Profile>({
  type: 'object',
  additionalProperties: false,
  required: ['name', 'email'],
  properties: { name: { type: 'string', minLength: 1, maxLength: 200 }, email: { type: 'string', format: 'email', maxLength: 254 } },
});

export const isOrder = ajv.compile<OrderContent>({
  type: 'object',
  additionalProperties: false,
  required: ['lines'],
  properties: {
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['sku', 'quantity', 'price'],
        properties: {
          sku: { type: 'string', pattern: '^[A-Za-z0-9-]{1,40}$' },
          quantity: { type: 'integer', minimum: 1, maximum: 1000 },
          price: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        },
      },
    },
  },
});

/** The body of a request, if it is what it should be; else a problem that names every part that is not. */
export function bodyAs<T>(text: string | undefined, is: ValidateFunction<T>): T {
  const body = parsed(text);
  if (is(body)) return body;
  const errors = (is.errors ?? []).map(({ instancePath, message = 'is wrong', params }) => ({
    pointer: `#${instancePath}`,
    detail: 'additionalProperty' in params ? `${message}: ${String(params.additionalProperty)}` : message,
  }));
  throw new Problem(422, 'The body does not say what it should.', { errors });
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new Problem(400, 'The body must be JSON.');
  }
}
