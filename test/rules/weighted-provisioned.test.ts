import { describeRule, template } from './support';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { weightedProvisioned } from '../../src/rules/weighted-provisioned';

const weights = { RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.1 }] } };
const warm = (executions: unknown) => ({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: executions } });
const app = (alias: object, more: object = {}, sections = {}) => template({
  Worker: lambdaFunction(), Version: publishedVersion(), Live: liveAlias(alias as Record<string, unknown>), ...more,
}, sections);
const parameter = { Parameters: { Size: { Type: 'Number' } } };
const shifted = { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'a', DeploymentGroupName: 'g' } } };

describeRule(weightedProvisioned, [
  ['both', app({ ...weights, ...warm(5) }), { finds: ['error Live'] }],
  ['weights alone', app(weights), {}],
  ['warmed to nothing', app({ ...weights, ...warm(0) }), {}],
  ['warm alone', app(warm(5)), {}],
  ['CodeDeploy\'s weights come and go', app({}, { Live: liveAlias(warm(5), shifted) }), {}],
  ['an empty list of weights', app({ RoutingConfig: { AdditionalVersionWeights: [] }, ...warm(5) }), {}],
  ['warm on the version, weights on the alias', app(weights, { Version: publishedVersion(warm(5)) }), {}],
  ['another alias is warm', app(weights, { Other: liveAlias({ Name: 'other', ...warm(5) }) }), {}],
  ['a warm number that a parameter gives', app({ ...weights, ...warm({ Ref: 'Size' }) }, {}, parameter), { unknown: ['Live'] }],
  ['weights that a parameter gives', app({ RoutingConfig: { AdditionalVersionWeights: { Ref: 'Size' } }, ...warm(5) }, {}, parameter), { unknown: ['Live'] }],
  ['autoscaling keeps it warm', app(weights, {
    Scaling: ['AWS::ApplicationAutoScaling::ScalableTarget', { ResourceId: { 'Fn::Sub': 'function:${Worker}:live' }, ScalableDimension: 'lambda:function:ProvisionedConcurrency', MaxCapacity: 5 }],
  }), { finds: ['error Live'] }],
]);
