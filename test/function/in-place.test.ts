import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import {
  Duration, Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_events as events, aws_events_targets as targets,
  aws_lambda as lambda, aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications, aws_sns as sns,
  aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import RECOMMENDED from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import { SteadfastFunction } from '../../src';
import { takeInventory } from '../../src/inventory/inventory';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { CODE, stackWith } from '../support/stacks';

/** The class that an app makes its functions of: CDK's, or ours after one word changed. */
type FunctionClass = new (scope: Construct, id: string, props: lambda.FunctionProps) => lambda.Function;

/** Five apps as public samples write them; nothing in them knows of us. */
const APPS: Record<string, (stack: Stack, Fn: FunctionClass) => void> = {
  'a queue worker': (stack, Fn) => {
    const queue = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.seconds(300) });
    new Fn(stack, 'Worker', { ...CODE, timeout: Duration.seconds(30) }).addEventSource(new sources.SqsEventSource(queue, { batchSize: 5 }));
  },
  'a cron job': (stack, Fn) => {
    const cleanup = new Fn(stack, 'Cleanup', { ...CODE, deadLetterQueueEnabled: true, retryAttempts: 1 });
    new events.Rule(stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(cleanup)] });
  },
  'a CRUD API': (stack, Fn) => {
    const table = new dynamodb.Table(stack, 'Items', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const handler = new Fn(stack, 'Api', { ...CODE, environment: { TABLE: table.tableName }, reservedConcurrentExecutions: 10 });
    table.grantReadWriteData(handler);
    new apigateway.LambdaRestApi(stack, 'Rest', { handler });
  },
  'a stream reader': (stack, Fn) => {
    const table = new dynamodb.Table(stack, 'Orders', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    new Fn(stack, 'Totals', { ...CODE, events: [new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.TRIM_HORIZON })] });
  },
  'an upload handler': (stack, Fn) => {
    const bucket = new s3.Bucket(stack, 'Uploads');
    const resize = new Fn(stack, 'Resize', { ...CODE, functionName: 'resize', memorySize: 1024 });
    bucket.grantRead(resize);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(resize));
    const topic = new sns.Topic(stack, 'Told');
    topic.addSubscription(new subscriptions.LambdaSubscription(resize));
    resize.addFunctionUrl();
  },
};

/**
 * What may be replaced when events move to the alias. None of it holds data or has an address;
 * a subscription is made before the old one goes, so that an event may arrive twice and none is lost.
 */
const MAY_BE_REPLACED = ['AWS::Lambda::Permission', 'AWS::Lambda::EventInvokeConfig', 'AWS::SNS::Subscription'];
/** CDK makes a new deployment of a REST API whenever the API changes; the stage stays. */
const MAY_GO = [...MAY_BE_REPLACED, 'AWS::ApiGateway::Deployment'];

const FLAGS: [string, Record<string, unknown>][] = [['no feature flags', {}], ['all recommended feature flags', RECOMMENDED as Record<string, unknown>]];
const CASES = Object.keys(APPS).flatMap(app => FLAGS.map(([name, flags]): [string, string, Record<string, unknown>] => [app, name, flags]));

function synthesized(app: string, flags: Record<string, unknown>, Fn: FunctionClass): Record<string, unknown> {
  const stack = stackWith(flags);
  APPS[app](stack, Fn);
  return Template.fromStack(stack).toJSON();
}

describe.each(CASES)('%s, with %s, after one word changed', (app, _name, flags) => {
  const before = synthesized(app, flags, lambda.Function);
  const after = synthesized(app, flags, SteadfastFunction);
  const changes = fullDiff(before, after).resources;

  test('nothing is replaced but permissions and asynchronous settings', () => {
    const replaced: string[] = [];
    changes.forEachDifference((id, change) => {
      const impact = change.changeImpact;
      if (impact !== ResourceImpact.WILL_REPLACE && impact !== ResourceImpact.MAY_REPLACE) return;
      if (!MAY_BE_REPLACED.includes(String(change.resourceType))) replaced.push(`${id} (${change.resourceType})`);
    });
    expect(replaced).toEqual([]);
  });

  test('nothing goes but what is made anew on the alias', () => {
    const gone: string[] = [];
    changes.forEachDifference((id, change) => {
      if (change.isRemoval && !MAY_GO.includes(String(change.resourceType))) gone.push(`${id} (${change.resourceType})`);
    });
    expect(gone).toEqual([]);
  });

  test('the checker finds less to say than before, and nothing new', () => {
    const said = (template: Record<string, unknown>): string[] => judge(takeInventory([{ name: 'Stack', body: template }]), RULE_BOOK)
      .findings.map(({ rule, logicalId }) => `${rule} ${logicalId}`);
    const [old, now] = [said(before), said(after)];
    expect(now.filter(finding => !old.includes(finding))).toEqual([]);
    expect(now.length).toBeLessThan(old.length);
  });

  test('the function is updated where it stands', () => {
    const functions = (template: Record<string, unknown>): string[] => Object.entries(template.Resources as Record<string, { Type: string }>)
      .filter(([, resource]) => resource.Type === 'AWS::Lambda::Function').map(([id]) => id).sort();
    expect(functions(after)).toEqual(functions(before));
  });
});
