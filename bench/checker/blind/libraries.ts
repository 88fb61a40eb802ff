import { ApiGatewayToLambda } from '@aws-solutions-constructs/aws-apigateway-lambda';
import { EventbridgeToLambda } from '@aws-solutions-constructs/aws-eventbridge-lambda';
import {
  Duration, Stack, aws_apigatewayv2 as http, aws_apigatewayv2_integrations as integrations, aws_events as events, aws_lambda as lambda,
  aws_lambda_event_sources as sources, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { MonitoringFacade, SnsAlarmActionStrategy } from 'cdk-monitoring-constructs';
import { WellBuilt } from '../well-built';

const CODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') };

/** Smallest uses of other libraries' constructs, as their own pages show them. */
export const LIBRARIES: readonly WellBuilt[] = [
  {
    name: 'SolutionsConstructsApi',
    build: stack => void new ApiGatewayToLambda(stack, 'Api', { lambdaFunctionProps: CODE }),
  },
  {
    name: 'SolutionsConstructsSchedule',
    build: stack => void new EventbridgeToLambda(stack, 'Nightly', {
      lambdaFunctionProps: CODE, eventRuleProps: { schedule: events.Schedule.rate(Duration.days(1)) },
    }),
  },
  { name: 'MonitoringConstructs', build: monitored },
];

/** An API and a queue worker whose alarms and dashboards cdk-monitoring-constructs makes. */
function monitored(stack: Stack): void {
  const onCall = new sns.Topic(stack, 'OnCall');
  const api = new lambda.Function(stack, 'Api', { ...CODE, timeout: Duration.seconds(10), memorySize: 512 });
  new http.HttpApi(stack, 'Http').addRoutes({ path: '/orders', integration: new integrations.HttpLambdaIntegration('Orders', api) });
  const failed = new sqs.Queue(stack, 'Failed', { retentionPeriod: Duration.days(14) });
  const jobs = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.minutes(2), deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
  const worker = new lambda.Function(stack, 'Worker', { ...CODE, timeout: Duration.seconds(20), memorySize: 512 });
  worker.addEventSource(new sources.SqsEventSource(jobs, { reportBatchItemFailures: true }));
  new MonitoringFacade(stack, 'Monitoring', {
    alarmFactoryDefaults: { actionsEnabled: true, alarmNamePrefix: 'shop', action: new SnsAlarmActionStrategy({ onAlarmTopic: onCall }) },
  })
    .monitorLambdaFunction({ lambdaFunction: api, addFaultCountAlarm: { Any: { maxErrorCount: 0 } } })
    .monitorLambdaFunction({ lambdaFunction: worker, addFaultCountAlarm: { Any: { maxErrorCount: 0 } } })
    .monitorSqsQueueWithDlq({ queue: jobs, deadLetterQueue: failed, addDeadLetterQueueMaxSizeAlarm: { Any: { maxMessageCount: 0 } } });
}
