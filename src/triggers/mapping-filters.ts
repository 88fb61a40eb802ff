import { IConstruct } from 'constructs';
import { QUOTAS } from '../reference/quotas';
import { requireThat } from '../validation/steadfast-error';
import { warn } from '../validation/warning';

/** A pattern that decides whether a record is worth an invocation, as `lambda.FilterCriteria.filter` makes it. */
export type Filter = { [key: string]: unknown };

const USUAL = QUOTAS.filters.value;
const MOST = QUOTAS.filtersOnRequest.value;

/** Refuses more filters than Lambda takes, and says where a higher quota must be asked for. */
export function checkFilters(scope: IConstruct, filters: Filter[] = []): void {
  requireThat(scope, filters.length <= MOST, {
    must: `A mapping must have at most ${MOST} filters`,
    given: `${filters.length}`,
    remedy: 'Merge patterns: the values of one field are alternatives already.',
  });
  if (filters.length > USUAL) {
    warn(scope, 'filters', {
      must: `A mapping must have at most ${USUAL} filters, unless the quota was raised on request`,
      given: `${filters.length}`,
      remedy: 'Merge patterns, or ask for the higher quota.',
    });
  }
}
