import { IConstruct } from 'constructs';
import { SteadfastError } from '../../validation/steadfast-error';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'] as const;

/** A route of an API. */
export interface Route {
  readonly verb: typeof VERBS[number];
  readonly path: string;
}

/** Reads a route from a text like `GET /orders/{id}`. */
export function routeOf(scope: IConstruct, text: string): Route {
  const [, verb, path] = text.match(/^([A-Z]+) (\/\S*)$/) ?? [];
  const known = VERBS.find((one) => one === verb);
  if (known && path) return { verb: known, path };
  throw new SteadfastError(scope, {
    must: `A route must be one of ${VERBS.join(', ')}, a space and a path`,
    given: `"${text}"`,
    remedy: 'Write it like GET /orders/{id}.',
  });
}
