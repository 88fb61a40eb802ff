import { ArnFormat, Stack, Token, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { alarmPanels, logPanels } from './widget-limits';

/** What CodeDeploy's group reads as long as traffic shifts. */
interface WatchedRelease {
  readonly alarms?: { readonly name?: unknown }[];
}

/**
 * The releases below a scope: the alarms that take a version back, and what the smoke tests said of the last ones.
 *
 * CodeDeploy itself tells CloudWatch nothing; which version answers stands in the graph of each function.
 */
export function releasesBelow(scope: IConstruct): cloudwatch.IWidget[] {
  const groups = scope.node.findAll().filter((child): child is codedeploy.CfnDeploymentGroup => child instanceof codedeploy.CfnDeploymentGroup);
  const tests = groups.map(group => smokeTestBeside(group.node.scope!)).filter((test): test is lambda.Function => test !== undefined);
  return [
    ...alarmPanels('Releases: alarms that take the new version back', groups.flatMap(alarmsOf), 12),
    ...verdictsOf(tests),
  ];
}

/** A group names its alarms; a page shows them by their ARNs. */
function alarmsOf(group: codedeploy.CfnDeploymentGroup): cloudwatch.IAlarmRef[] {
  const stack = Stack.of(group);
  const { alarms = [] } = (stack.resolve(group.alarmConfiguration) ?? {}) as WatchedRelease;
  return alarms.map(({ name }, number) => cloudwatch.Alarm.fromAlarmArn(group, `Shown${number}`, stack.formatArn({
    service: 'cloudwatch', resource: 'alarm', resourceName: Token.asString(name), arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })));
}

/** The hook that a release makes for the function that is released. */
function smokeTestBeside(group: IConstruct): lambda.Function | undefined {
  const hook = group.node.scope?.node.tryFindChild('SmokeTest');
  return hook instanceof lambda.Function ? hook : undefined;
}

/** The last smoke tests, from their logs. */
function verdictsOf(tests: lambda.Function[]): cloudwatch.IWidget[] {
  return logPanels('Releases: smoke tests', tests, [
    'filter message.what = "smoke test"',
    'fields @timestamp, message.version as version, message.status as status, message.reason as reason, message.deployment as deployment',
    'sort @timestamp desc',
    'limit 20',
  ]);
}
