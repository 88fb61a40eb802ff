import { IConstruct } from 'constructs';
import { SteadfastError } from '../../validation/steadfast-error';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'] as const;

/** What API Gateway takes between two slashes: a name or a parameter; at the end, a parameter for all that follows. */
const PATH = /^\/$|^(\/([\w.:$-]+|\{[\w.:$-]+\}))*(\/[\w.:$-]+|\/\{[\w.:$-]+\+?\})$/;

/** A route of an API. */
export interface Route {
  readonly verb: typeof VERBS[number];
  readonly path: string;
}

/** Reads a route from a text like `GET /orders/{id}`. */
export function routeOf(scope: IConstruct, text: string): Route {
  const [, verb, path] = text.match(/^([A-Z]+) (\/\S*)$/) ?? [];
  const known = VERBS.find(one => one === verb);
  if (known && path) return { verb: known, path: pathOf(scope, path) };
  throw new SteadfastError(scope, {
    must: `A route must be one of ${VERBS.join(', ')}, a space and a path`,
    given: `"${text}"`,
    remedy: 'Write it like GET /orders/{id}.',
  });
}

/** A path as both kinds of API take it. */
export function pathOf(scope: IConstruct, path: string): string {
  if (PATH.test(path)) return path;
  throw new SteadfastError(scope, {
    must: 'A path must begin with a slash, not end with one, and hold names of letters, digits, hyphens, dots and underscores, or {parameters}, between them',
    given: `"${path}"`,
    remedy: 'Write it like /orders/{id}.',
  });
}
