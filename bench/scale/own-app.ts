import { App, Duration, Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_scheduler as scheduler, aws_sns as sns } from 'aws-cdk-lib';
import { Access, QueueTrigger, RestIntegration, ScheduleTrigger, SteadfastDefaults, SteadfastFunction, SteadfastRestApi, TopicTrigger } from 'cdk-steadfast';

/* An app of functions of this library, behind an API, a queue, a topic and a schedule in equal parts: `own-app.js OUTDIR FUNCTIONS`. */

const FUNCTIONS_A_SERVICE = 4;
/** As many as one stack holds with room for the next one: CloudFormation takes 500 resources. */
const SERVICES_A_STACK = 7;

const [outdir, functions] = process.argv.slice(2);
const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
for (let service = 0; service < Number(functions) / FUNCTIONS_A_SERVICE; service += 1) {
  addService(stackFor(Math.floor(service / SERVICES_A_STACK)), `Service${service}`);
}
app.synth();
process.stdout.write('\n{}');

function stackFor(index: number): Stack {
  const made = app.node.tryFindChild(`Stack${index}`) as Stack | undefined;
  if (made) return made;
  const stack = new Stack(app, `Stack${index}`);
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
  return stack;
}

function addService(stack: Stack, id: string): void {
  const table = new dynamodb.Table(stack, `${id}Table`, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const [api, jobs, notify, clean] = ['Api', 'Jobs', 'Notify', 'Clean'].map(part => worker(stack, id + part, table));
  new SteadfastRestApi(stack, `${id}RestApi`, { defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM }, cloudWatchRole: false })
    .root.addProxy({ defaultIntegration: new RestIntegration(api) });
  jobs.addEventSource(new QueueTrigger());
  notify.addEventSource(new TopicTrigger(new sns.Topic(stack, `${id}Topic`)));
  clean.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1))));
}

function worker(stack: Stack, id: string, table: dynamodb.ITable): SteadfastFunction {
  const fn = new SteadfastFunction(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    environment: { TABLE: table.tableName },
  });
  fn.grantAccess(Access.readItems(table), Access.writeItems(table));
  return fn;
}
