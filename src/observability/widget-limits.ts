import { aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';

/** What one widget of alarms takes ("Dashboard body structure and syntax", Amazon CloudWatch API Reference). */
const MOST_ALARMS = 100;

/** What one query reads (StartQuery, Amazon CloudWatch Logs API Reference). */
const MOST_LOG_GROUPS = 50;

/** The state of alarms, in as many widgets as they need. */
export function alarmPanels(title: string, alarms: cloudwatch.IAlarmRef[], width = 24): cloudwatch.IWidget[] {
  return partsOf(alarms, MOST_ALARMS).map(some => new cloudwatch.AlarmStatusWidget({ title, alarms: some, width, height: 4 }));
}

/** A query over the logs of functions as a table, in as many widgets as they need; charged by what is read, when somebody looks. */
export function logPanels(title: string, functions: lambda.Function[], queryLines: string[]): cloudwatch.IWidget[] {
  return partsOf(functions, MOST_LOG_GROUPS).map(some => new cloudwatch.LogQueryWidget({
    title,
    logGroupNames: some.map(fn => fn.logGroup.logGroupName),
    queryLines,
    view: cloudwatch.LogQueryVisualizationType.TABLE,
    width: 12,
    height: 6,
  }));
}

function partsOf<T>(items: T[], most: number): T[][] {
  return [...Array(Math.ceil(items.length / most)).keys()].map(part => items.slice(part * most, (part + 1) * most));
}
