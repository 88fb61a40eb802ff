import {
  Duration, Stack, aws_apigatewayv2 as http, aws_apigatewayv2_authorizers as authorizers, aws_apigatewayv2_integrations as integrations,
  aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_iam as iam, aws_kinesis as kinesis, aws_lambda as lambda,
  aws_lambda_event_sources as sources, aws_logs as logs, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Plant, worker } from './plant';

function mayDo(stack: Stack, actions_: string[], resources: string[]): void {
  worker(stack).addToRolePolicy(new iam.PolicyStatement({ actions: actions_, resources }));
}

function alarmOn(stack: Stack, metric: cloudwatch.Metric, told: boolean): void {
  const alarm = new cloudwatch.Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
  if (told) {
    alarm.addAlarmAction(new actions.SnsAction(new sns.Topic(stack, 'OnCall')));
  }
}

/** Plants for the sections on access and operation. */
export const ACCESS_PLANTS: readonly Plant[] = [
  { rule: 'action-wildcard', plant: (stack, broken) => mayDo(stack, [broken ? 's3:*' : 's3:GetObject'], ['arn:aws:s3:::orders/in/*']) },
  { rule: 'resource-wildcard', plant: (stack, broken) => mayDo(stack, ['sqs:SendMessage'], [broken ? '*' : 'arn:aws:sqs:eu-west-1:111111111111:jobs']) },
  {
    rule: 'aws-managed-policy',
    plant(stack, broken) {
      const managedPolicies = broken ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')] : [];
      worker(stack, 'Worker', { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), managedPolicies }) });
    },
  },
  {
    rule: 'shared-role',
    plant(stack, broken) {
      const role = (id: string) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      const first = role('FirstRole');
      worker(stack, 'First', { role: first });
      worker(stack, 'Second', { role: broken ? first : role('SecondRole') });
    },
  },
  {
    rule: 'other-functions-logs',
    plant: (stack, broken) => mayDo(stack, ['logs:PutLogEvents'], [`arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/${broken ? '*' : 'worker:*'}`]),
  },
  {
    rule: 'invoke-without-source',
    plant: (stack, broken) => worker(stack).addPermission('Invoke', {
      principal: new iam.ServicePrincipal('s3.amazonaws.com'), ...(broken ? {} : { sourceArn: 'arn:aws:s3:::orders', sourceAccount: '111111111111' }),
    }),
  },
  {
    rule: 'public-invoke',
    plant: (stack, broken) => worker(stack).addPermission('Invoke', broken ? { principal: new iam.AnyPrincipal() } : { principal: new iam.AccountPrincipal('222222222222') }),
  },
  {
    rule: 'public-invoke',
    variant: 'URL',
    plant(stack, broken) {
      const { NONE, AWS_IAM } = lambda.FunctionUrlAuthType;
      worker(stack).addFunctionUrl({ authType: broken ? NONE : AWS_IAM });
    },
  },
  {
    rule: 'public-invoke',
    variant: 'route',
    plant(stack, broken) {
      new http.HttpApi(stack, 'Api').addRoutes({
        path: '/orders', integration: new integrations.HttpLambdaIntegration('Orders', worker(stack)), authorizer: broken ? undefined : new authorizers.HttpIamAuthorizer(),
      });
    },
  },
  {
    rule: 'url-permission',
    plant(stack, broken) {
      const fn = worker(stack);
      new lambda.CfnUrl(stack, 'Url', { targetFunctionArn: fn.functionArn, authType: 'AWS_IAM' });
      for (const action of broken ? ['lambda:InvokeFunctionUrl'] : ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']) {
        new lambda.CfnPermission(stack, action.replace(/\W/g, ''), { functionName: fn.functionName, action, principal: '222222222222' });
      }
    },
  },
  {
    rule: 'secret-in-environment',
    plant: (stack, broken) => worker(stack, 'Worker', { environment: broken ? { DB_PASSWORD: 'kX9$mQ2!vL7p' } : { DB_PASSWORD_NAME: 'orders/db' } }),
  },
  {
    rule: 'secret-in-environment',
    variant: 'resolved',
    plant(stack, broken) {
      const secret = new secretsmanager.Secret(stack, 'Password');
      worker(stack, 'Worker', { environment: { DB: broken ? secret.secretValue.unsafeUnwrap() : secret.secretArn } });
    },
  },
  {
    rule: 'resource-policy-size',
    plant(stack, broken) {
      const fn = worker(stack);
      for (let index = 0; index < (broken ? 90 : 9); index += 1) {
        fn.addPermission(`Route${index}`, { principal: new iam.ServicePrincipal('apigateway.amazonaws.com'), sourceArn: `arn:aws:execute-api:eu-west-1:111111111111:abcdef1234/prod/POST/orders/${index}` });
      }
    },
  },
  {
    rule: 'mapping-permission',
    plant(stack, broken) {
      const queue = new sqs.Queue(stack, 'Jobs');
      const fn = worker(stack);
      new lambda.CfnEventSourceMapping(stack, 'Mapping', { functionName: fn.functionName, eventSourceArn: queue.queueArn });
      fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:ReceiveMessage', ...(broken ? [] : ['sqs:DeleteMessage', 'sqs:GetQueueAttributes'])], resources: [queue.queueArn] }));
    },
  },
  {
    rule: 'failure-permission',
    plant(stack, broken) {
      const failed = new sqs.Queue(stack, 'Failed');
      const fn = worker(stack);
      new lambda.CfnEventInvokeConfig(stack, 'Async', {
        functionName: fn.functionName, qualifier: '$LATEST', destinationConfig: { onFailure: { destination: failed.queueArn } },
      });
      if (!broken) {
        failed.grantSendMessages(fn);
      }
    },
  },
  {
    rule: 'log-retention',
    plant: (stack, broken) => worker(stack, 'Worker', { logGroup: new logs.LogGroup(stack, 'Logs', { retention: broken ? logs.RetentionDays.INFINITE : logs.RetentionDays.ONE_MONTH }) }),
  },
  { rule: 'function-alarms', plant: (stack, broken) => alarmOn(stack, worker(stack).metricErrors(), !broken) },
  {
    rule: 'iterator-age-alarm',
    plant(stack, broken) {
      const fn = worker(stack);
      fn.addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, 'Orders'), { startingPosition: lambda.StartingPosition.TRIM_HORIZON }));
      alarmOn(stack, broken ? fn.metricDuration() : fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }), true);
    },
  },
  { rule: 'tracing', plant: (stack, broken) => worker(stack, 'Worker', { tracing: broken ? lambda.Tracing.DISABLED : lambda.Tracing.ACTIVE }) },
];
