import { lambdaFunction, liveAlias, publishedVersion } from './example-parts';
import { RawMap } from '../inventory/raw';

/** A function whose alias CodeDeploy shifts, watched by an alarm on the new version; with other properties of group and alarm. */
export function canary(group: RawMap, dimensions: readonly RawMap[] = [...ALIAS, EXECUTED_VERSION], metric: RawMap = {}): RawMap {
  const shifting = { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'Releases' }, DeploymentGroupName: { Ref: 'Canary' } } };
  return {
    Resources: {
      Worker: lambdaFunction(),
      Version: publishedVersion(),
      Live: liveAlias({}, { UpdatePolicy: shifting }),
      Releases: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
      Canary: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        Properties: {
          ApplicationName: { Ref: 'Releases' },
          DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Errors' } }] },
          AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
          ...group,
        },
      },
      Errors: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/Lambda',
          MetricName: 'Errors',
          Dimensions: dimensions,
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          ...metric,
        },
      },
    },
  };
}

/** The dimensions of an alias's metrics. */
export const ALIAS: readonly RawMap[] = [
  { Name: 'FunctionName', Value: { Ref: 'Worker' } },
  { Name: 'Resource', Value: { 'Fn::Sub': '${Worker}:live' } },
];

/** The dimension that tells the versions behind an alias apart. */
export const EXECUTED_VERSION: RawMap = { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': ['Version', 'Version'] } };
