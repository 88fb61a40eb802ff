import { Lazy, Stack, aws_cloudwatch as cloudwatch, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { coldStartsOf, graphsOf } from './function-graphs';
import { hasKnownLogGroup } from './function-log-group';
import { watchedQueues } from './parked-alarm';
import { releasesBelow } from './release-graphs';
import { notifyingAlarms } from './spoken-for';
import { alarmPanels } from './widget-limits';
import { explain } from '../validation/steadfast-error';

/** Properties of a ServiceDashboard. */
export interface ServiceDashboardProps {
  /**
   * The name of the dashboard, unique in the account.
   *
   * @default - a name that CloudFormation makes
   */
  readonly dashboardName?: string;
}

/** A dashboard shows at most this many widgets (Amazon CloudWatch quotas); a function takes four, what they share takes up to twenty. */
const MOST_FUNCTIONS = 120;

/**
 * One page for all functions below a scope: alarms, traffic, errors, duration against the timeout, concurrency against its limit, versions in use,
 * parked events, cold starts, releases.
 *
 * It shows what exists when the template is written, also what is made after it. CloudWatch charges a dashboard by the month, after the first three of an account.
 *
 * @example
 * new ServiceDashboard(this, 'Page');
 */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ServiceDashboardProps = {}) {
    super(scope, id);
    new cloudwatch.CfnDashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      dashboardBody: Lazy.string({ produce: () => Stack.of(this).toJsonString({ start: '-PT24H', widgets: page(scope).toJson() }) }),
    });
    this.node.addValidation({ validate: () => impossible(scope) });
  }
}

/** The functions below a scope whose log group is known. */
function functionsBelow(scope: IConstruct): lambda.Function[] {
  return scope.node.findAll().filter((child): child is lambda.Function => child instanceof lambda.Function).filter(hasKnownLogGroup);
}

function page(scope: IConstruct): cloudwatch.Column {
  const functions = functionsBelow(scope);
  const rows = functions.map(fn => new cloudwatch.Row(...graphsOf(fn)));
  return new cloudwatch.Column(
    ...alarmPanels('Alarms', notifyingAlarms(scope)),
    ...rows,
    new cloudwatch.Row(...releasesBelow(scope)),
    new cloudwatch.Row(parkedIn(watchedQueues(scope)), ...coldStartsOf(functions)),
  );
}

function parkedIn(queues: sqs.IQueue[]): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Parked events, waiting for a redrive',
    left: queues.map(queue => queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', label: queue.node.path })),
    leftYAxis: { min: 0 },
    width: 12,
    height: 6,
  });
}

function impossible(scope: IConstruct): string[] {
  const count = functionsBelow(scope).length;
  if (count > 0 && count <= MOST_FUNCTIONS) return [];
  return [explain({
    must: `A dashboard must show 1 to ${MOST_FUNCTIONS} functions, for it holds 500 widgets (Amazon CloudWatch quotas)`,
    given: `${count} below ${scope.node.path}`,
    remedy: count === 0 ? 'Make functions below its scope.' : 'Make one dashboard for each part of the service.',
  })];
}
