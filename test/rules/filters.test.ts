import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { filters } from '../../src/rules/filters';

const app = (criteria: unknown, sections = {}) => template({ Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping({ FilterCriteria: criteria }) }, sections);
const patterns = (count: number) => ({ Filters: Array.from({ length: count }, (_, index) => ({ Pattern: `{"body":{"kind":["${index}"]}}` })) });
const parameter = { Parameters: { P: { Type: 'String' } } };

describeRule(filters, [
  ['none', template({ Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping() }), {}],
  ['five', app(patterns(5)), {}],
  ['six', app(patterns(6)), { finds: ['warning Mapping'] }],
  ['ten', app(patterns(10)), { finds: ['warning Mapping'] }],
  ['eleven', app(patterns(11)), { finds: ['error Mapping'], mends: ['$or'] }],
  ['filters that a parameter gives', app({ Filters: { Ref: 'P' } }, parameter), { unknown: ['Mapping'] }],
  ['a pattern that a parameter gives', app({ Filters: [{ Pattern: { Ref: 'P' } }] }, parameter), {}],
  ['a pattern that is no JSON', app({ Filters: [{ Pattern: '{"body":' }] }), { finds: ['error Mapping'], mends: ['JSON object'] }],
  ['a pattern that is a list', app({ Filters: [{ Pattern: '[]' }] }), { finds: ['error Mapping'] }],
  ['a pattern that is null', app({ Filters: [{ Pattern: 'null' }] }), { finds: ['error Mapping'] }],
  ['a pattern that is a number', app({ Filters: [{ Pattern: '5' }] }), { finds: ['error Mapping'] }],
  ['a pattern that lets everything through', app({ Filters: [{ Pattern: '{}' }] }), {}],
  ['4,097 characters', app({ Filters: [{ Pattern: `{"a":["${'x'.repeat(4_087)}"]}` }] }), { finds: ['error Mapping'], mends: ['Shorten'] }],
  ['4,096 characters', app({ Filters: [{ Pattern: `{"a":["${'x'.repeat(4_086)}"]}` }] }), {}],
]);
