import {
  App, Duration, Stack, aws_apigateway as rest, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_events as events,
  aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs, aws_sns as sns,
  aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
} from 'aws-cdk-lib';

const SERVICES_A_STACK = 10;
const FUNCTIONS_A_SERVICE = 4;

/** How many functions one stack holds; the whole stays below CloudFormation's 500 resources. */
export const FUNCTIONS_A_STACK = SERVICES_A_STACK * FUNCTIONS_A_SERVICE;

/** An app of so many functions as users write them with CDK's own constructs: behind an API, a queue, a topic and a schedule, in equal parts. */
export function fleet(outdir: string, functions: number): App {
  // As `cdk synth` writes it: the command line asks for construct paths in the template.
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  for (let made = 0; made < functions; made += FUNCTIONS_A_STACK) {
    const stack = new Stack(app, `Stack${made / FUNCTIONS_A_STACK}`);
    const services = Math.min(SERVICES_A_STACK, (functions - made) / FUNCTIONS_A_SERVICE);
    for (let index = 0; index < services; index += 1) {
      service(stack, `Service${index}`);
    }
  }
  return app;
}

function service(stack: Stack, id: string): void {
  const table = new dynamodb.Table(stack, `${id}Table`, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const api = worker(stack, `${id}Api`, table);
  new rest.LambdaRestApi(stack, `${id}RestApi`, { handler: api });
  const queue = new sqs.Queue(stack, `${id}Jobs`, {
    visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: new sqs.Queue(stack, `${id}Failed`), maxReceiveCount: 5 },
  });
  worker(stack, `${id}Queue`, table).addEventSource(new sources.SqsEventSource(queue));
  new sns.Topic(stack, `${id}Topic`).addSubscription(new subscriptions.LambdaSubscription(worker(stack, `${id}Notify`, table)));
  new events.Rule(stack, `${id}Nightly`, {
    schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(worker(stack, `${id}Clean`, table))],
  });
}

function worker(stack: Stack, id: string, table: dynamodb.ITable): lambda.Function {
  const fn = new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    timeout: Duration.seconds(10),
    environment: { TABLE: table.tableName },
    logGroup: new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.ONE_MONTH }),
  });
  table.grantReadWriteData(fn);
  new cloudwatch.Alarm(stack, `${id}Errors`, { metric: fn.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  return fn;
}
