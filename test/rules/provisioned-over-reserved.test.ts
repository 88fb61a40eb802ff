import { describeRule, template } from './support';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { provisionedOverReserved } from '../../src/rules/provisioned-over-reserved';

const warm = (executions: unknown) => ({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: executions } });
const app = (reserved: unknown, alias: object, version: object = {}, more: object = {}, sections = {}) => template({
  Worker: lambdaFunction(reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved }),
  Version: publishedVersion(version as Record<string, unknown>),
  Live: liveAlias(alias as Record<string, unknown>),
  ...more,
}, sections);
const scaled = (most: unknown, id: unknown = { 'Fn::Sub': 'function:${Worker}:live' }, dimension = 'lambda:function:ProvisionedConcurrency') => ({
  Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ResourceId: id, ScalableDimension: dimension, MinCapacity: 1, MaxCapacity: most } },
});
const parameter = { Parameters: { Size: { Type: 'Number' } } };
const sizes = { Parameters: { Big: { Type: 'String' } }, Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Big' }, 'yes'] } } };

describeRule(provisionedOverReserved, [
  ['exactly what is reserved', app(10, warm(10)), {}],
  ['one more', app(10, warm(11)), { finds: ['error Worker'], mends: ['Reserve at least 11 executions for Worker, or keep at most 10'] }],
  ['alias and version count together', app(10, warm(6), warm(6)), { finds: ['error Worker'], says: ['kept warm (live, '] }],
  ['nothing reserved, nothing to exceed', app(undefined, warm(100)), {}],
  ['nothing warm', app(1, {}), {}],
  ['reserved 0 and something warm', app(0, warm(1)), { finds: ['error Worker'] }],
  ['numbers as strings', app('10', warm('11')), { finds: ['error Worker'] }],
  ['a reservation that a parameter gives', app({ Ref: 'Size' }, warm(5), {}, {}, parameter), { unknown: ['Worker'] }],
  ['a warm number that a parameter gives', app(10, warm({ Ref: 'Size' }), {}, {}, parameter), { unknown: ['Worker'] }],
  ['a condition between two that fit', app(10, warm({ 'Fn::If': ['IsBig', 10, 2] }), {}, {}, sizes), {}],
  ['a condition between one that fits and one that does not', app(10, warm({ 'Fn::If': ['IsBig', 20, 2] }), {}, {}, sizes), { unknown: ['Worker'] }],
  ['a condition between two that do not', app(10, warm({ 'Fn::If': ['IsBig', 20, 12] }), {}, {}, sizes), { finds: ['error Worker'] }],
  ['two aliases that may exclude each other', app(10, {}, {}, {
    A: { ...liveAlias({ Name: 'a', ...warm(8) }), Condition: 'IsBig' }, B: { ...liveAlias({ Name: 'b', ...warm(8) }), Condition: 'IsSmall' },
  }, { ...sizes, Conditions: { ...sizes.Conditions, IsSmall: { 'Fn::Not': [{ Condition: 'IsBig' }] } } }), { unknown: ['Worker'] }],
  ['a warm number of the wrong type', app(10, warm(['many'])), { unknown: ['Worker'] }],
  ['autoscaling beyond what is reserved', app(10, warm(2), {}, scaled(20)), { finds: ['error Worker'] }],
  ['autoscaling of the same alias is counted once', app(10, warm(6), {}, scaled(10)), {}],
  ['autoscaling of a version', app(10, {}, warm(2), scaled(20, { 'Fn::Sub': 'function:${Worker}:${Version.Version}' })), { finds: ['error Worker'] }],
  ['autoscaling of a table', app(10, warm(2), {}, scaled(200, 'table/orders', 'dynamodb:table:ReadCapacityUnits')), {}],
  ['autoscaling of a function elsewhere', app(10, warm(2), {}, scaled(200, 'function:other:live')), {}],
]);
