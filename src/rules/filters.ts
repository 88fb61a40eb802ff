import { lengthOf } from './evidence/listed';
import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { QUOTAS } from '../reference/quotas';

/** A mapping takes five filters, ten if one asks. */
export const filters: Rule = {
  id: 'filters',
  severity: 'warning',
  title: 'A mapping has at most five filters, each a JSON pattern of at most 4,096 characters',
  why: 'Lambda refuses a sixth filter unless the account\'s quota was raised, an eleventh always, and a pattern that is no JSON.',
  remedy: 'Merge patterns with $or or lists of values, or ask for a higher quota.',
  inCdk: '`filters: [lambda.FilterCriteria.filter({ ... })]` with `lambda.FilterRule.or(...)`. The triggers of this library judge them '
    + 'at construction.',
  source: QUOTAS.filters.source,
  keeping: filtered(['{"body":{"kind":["order"]}}']),
  breaking: filtered(['a', 'b', 'c', 'd', 'e', 'f'].map(kind => `{"body":{"kind":["${kind}"]}}`)),

  *check({ mappings }) {
    for (const mapping of mappings) {
      yield* judgeCount(mapping);
      yield* judgePatterns(mapping);
    }
  },
};

function* judgeCount(mapping: MappingFact): Iterable<Judgement> {
  const count = lengthOf(mapping.settings, 'FilterCriteria.Filters');
  const [normal, raised] = [QUOTAS.filters.value, QUOTAS.filtersOnRequest.value];
  if (count.least > raised) {
    yield finding(mapping, `It has ${count.least} filters; Lambda takes at most ${raised}.`, { severity: 'error', remedy: 'Merge patterns with $or or lists of values.' });
  } else if (count.least > normal) {
    yield finding(mapping, `It has ${count.least} filters; Lambda takes ${normal} unless the account's quota was raised.`);
  } else if (count.most > normal) {
    yield cannotTell(mapping, `Whether it has more than ${normal} filters cannot be told.`);
  }
}

function* judgePatterns(mapping: MappingFact): Iterable<Judgement> {
  for (const filter of mapping.filters) {
    const pattern = filter.text('Pattern').known;
    if (pattern !== undefined && pattern.length > QUOTAS.filterPattern.value) {
      yield finding(mapping, `A filter pattern has ${pattern.length} characters; Lambda takes ${QUOTAS.filterPattern.value}.`, { severity: 'error', remedy: 'Shorten the pattern.' });
    } else if (pattern !== undefined && !isJsonMap(pattern)) {
      yield finding(mapping, `The filter pattern ${pattern.slice(0, 60)} is no JSON object.`, { severity: 'error', remedy: 'Write the pattern as a JSON object.' });
    }
  }
}

function isJsonMap(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

function filtered(patterns: readonly string[]): Rule['keeping'] {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue' },
      Worker: lambdaFunction(),
      Mapping: queueMapping({ FilterCriteria: { Filters: patterns.map(pattern => ({ Pattern: pattern })) } }),
    },
  };
}
