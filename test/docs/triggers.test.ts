import { readFileSync, writeFileSync } from 'fs';
import {
  App, Duration, Stack, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_s3 as s3,
  aws_scheduler as scheduler, aws_sns as sns,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  BucketDelivery, BucketTrigger, DeliveryTransform, EdgeFunction, EventPath, EventTrigger, FailureStage, FunctionTask, HttpIntegration, ITrigger,
  LoadBalancerTarget, LogTrigger, QueueTrigger, RestIntegration, ScheduleTrigger, StreamTrigger, TableStreamTrigger, TopicTrigger, UrlTrigger,
  UserPoolTrigger, WebSocketIntegration,
} from '../../src';
import { run, snippetsOf } from '../support/snippets';
import { CODE, stackWith, steadfastFunction } from '../support/stacks';

const DOCUMENT = 'docs/triggers.md';

/** Every trigger as it is without a decision of the user's, in the order of the document. */
function triggers(): ITrigger[] {
  const stack = stackWith();
  const fn = steadfastFunction(stack);
  const bucket = new s3.Bucket(stack, 'Bucket');
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  return [
    new RestIntegration(fn),
    new HttpIntegration('Http', fn),
    new WebSocketIntegration('WebSocket', fn),
    new QueueTrigger(),
    new BucketTrigger(bucket),
    new BucketTrigger(bucket, { delivery: BucketDelivery.throughQueue() }),
    new BucketTrigger(bucket, { delivery: BucketDelivery.notifyingQueue() }),
    new TopicTrigger(new sns.Topic(stack, 'Topic')),
    new EventTrigger({ source: ['shop'] }),
    new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.hours(1))),
    new TableStreamTrigger(table),
    new StreamTrigger(new kinesis.Stream(stack, 'Stream')),
    new UrlTrigger(),
    new LoadBalancerTarget(fn),
    new UserPoolTrigger(new cognito.UserPool(stack, 'Pool')),
    new UserPoolTrigger(new cognito.UserPool(stack, 'Senders'), cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER),
    new FunctionTask(stack, 'Task', { lambdaFunction: fn }),
    new DeliveryTransform(fn),
    new LogTrigger(fn),
    new EdgeFunction(stack, 'Edge', { ...CODE }),
  ];
}

function printed({ source, undelivered, failed }: EventPath): string {
  return `| ${source} | ${undelivered ? stage(undelivered) : 'waits at its source'} | ${stage(failed)} |`;
}

function stage({ parkedBy, attempts, within, keptFor }: FailureStage): string {
  return [
    parkedBy,
    attempts === undefined ? '' : `after ${attempts.toLocaleString('en')} attempt${attempts === 1 ? '' : 's'}`,
    within ? `within ${within.toHumanString()}` : '',
    keptFor ? `kept for ${keptFor.toHumanString()}` : '',
  ].filter(Boolean).join(', ');
}

// UPDATE_DOCS=1 writes the table instead of judging it.
test('the table of event paths is the one that the triggers carry', () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const table = /\|---\|---\|---\|\n((?:\|.*\n)*)/.exec(text)![1];
  const printedTable = triggers().map(trigger => `${printed(trigger.eventPath)}\n`).join('');
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, text.replace(table, printedTable));
  else expect(table).toEqual(printedTable);
});

/** A workflow says in its own definition what becomes of a failed step. */
const SILENT = ['Step of a workflow'];

describe('the snippets', () => {
  const snippets = snippetsOf(DOCUMENT);

  test.each(snippets.map(snippet => [snippet.heading, snippet] as const))('under "%s" synthesize', (_heading, snippet) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
    run(snippet, stack, steadfastFunction(stack));
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Metadata?: { 'cdk-steadfast'?: { eventPath?: { source: string } } } }> };
    const stated = Object.values(template.Resources).flatMap(({ Metadata }) => Metadata?.['cdk-steadfast']?.eventPath?.source ?? []);
    expect(new Set(stated).size).toBe(SILENT.includes(snippet.heading) ? 0 : snippet.code.includes('throughQueue') ? 2 : 1);
  });
});
