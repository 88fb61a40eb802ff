import { bucketsMeant, keysMeant } from './evidence/object-events';
import { mayDo } from './evidence/permitted';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { EventRuleFact, NotificationFact } from '../inventory/event-facts';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Resource, Value } from '../inventory/model';
import { RoleFact, Target } from '../inventory/policy-facts';
import { toText } from '../inventory/reading/typed-values';

const WRITES: Readonly<Record<string, readonly string[]>> = {
  sqs: ['sqs:SendMessage'],
  sns: ['sns:Publish'],
  dynamodb: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
  kinesis: ['kinesis:PutRecord', 'kinesis:PutRecords'],
};

/** A function that feeds its own trigger runs until somebody sees the bill. */
export const recursion: Rule = {
  id: 'recursion',
  severity: 'warning',
  title: 'A function cannot write to what triggers it',
  why: 'What the function writes invokes it again. Lambda stops some loops after about 16 rounds (SQS, SNS, S3), never those through '
    + 'DynamoDB or Kinesis; until then every round costs and multiplies.',
  remedy: 'Write elsewhere, or narrow the grant and the trigger to prefixes that do not overlap.',
  inCdk: 'Prefixes that do not overlap: `new BucketTrigger(bucket, { prefix: \'incoming/\' })` beside `Access.writeObjects(bucket, \'results/\')`.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  keeping: thumbnails('out/*'),
  breaking: thumbnails('*'),

  *check(inventory) {
    for (const one of inventory.functions) {
      const role = inventory.roleOf(one);
      if (role && one.injectedBy === undefined) {
        yield* judgeMappings(one, role);
        yield* judgeTopics(one, role);
        yield* judgeBuckets(one, role);
        yield* judgeRules(one, role, inventory);
      }
    }
  },
};

function* judgeMappings(one: FunctionFact, role: RoleFact): Iterable<Judgement> {
  for (const mapping of one.mappings) {
    const source = mapping.source.resource;
    const actions = WRITES[mapping.via];
    if (source && actions) {
      yield* judgeSource(one, source, mayDo(role, actions, target => leadsTo(target, source)), mapping.filters.length > 0);
    }
  }
}

function* judgeTopics(one: FunctionFact, role: RoleFact): Iterable<Judgement> {
  for (const { subscription } of one.invokers) {
    const topic = subscription?.topic.resource;
    if (subscription && topic) {
      yield* judgeSource(one, topic, mayDo(role, WRITES.sns, target => leadsTo(target, topic)), subscription.filtered);
    }
  }
}

function* judgeSource(one: FunctionFact, source: Resource, writes: boolean | undefined, filtered: boolean): Iterable<Judgement> {
  if (writes && filtered) {
    yield cannotTell(one, `It may write to ${source.logicalId}, which triggers it; whether the filter between them stops the loop cannot be told.`);
  } else if (writes) {
    yield finding(one, `It may write to ${source.logicalId}, which triggers it.`);
  }
}

function* judgeBuckets(one: FunctionFact, role: RoleFact): Iterable<Judgement> {
  for (const { notification } of one.invokers) {
    const bucket = notification?.bucket.resource;
    if (!notification || !bucket || !mayDo(role, actionsBehind(notification), target => mayWriteUnder(target, bucket, notification.prefix))) {
      continue;
    }
    if (notification.suffix.known === '') {
      const keys = notification.prefix.written === '' ? 'any key' : `keys under ${notification.prefix.written}`;
      yield finding(one, `It may write ${keys} in ${bucket.logicalId}, and such writes trigger it.`, { severity: 'error' });
    } else {
      yield cannotTell(one, `It may write to ${bucket.logicalId}, which triggers it; whether the suffix ${notification.suffix.written} stops the loop cannot be told.`);
    }
  }
}

/** Rules: what a bucket sends to EventBridge, and what others put on a bus. */
function* judgeRules(one: FunctionFact, role: RoleFact, { eventRules }: Inventory): Iterable<Judgement> {
  for (const invoker of one.invokers) {
    const rule = eventRules.of(invoker.resource);
    if (rule) {
      yield* judgeObjectRule(one, role, rule);
      yield* judgeBusRule(one, role, rule);
    }
  }
}

function* judgeObjectRule(one: FunctionFact, role: RoleFact, rule: EventRuleFact): Iterable<Judgement> {
  const actions = OBJECT_EVENTS.filter(([kind]) => {
    const kinds = rule.pattern.texts('detail-type');
    return kinds.length === 0 || kinds.some(text => text.known === kind);
  }).map(([, action]) => action);
  for (const { resource: bucket } of bucketsMeant(rule.pattern)) {
    for (const { prefix, more } of bucket ? keysMeant(rule.pattern) : []) {
      if (!bucket || !mayDo(role, actions, target => mayWriteUnder(target, bucket, prefix))) {
        continue;
      }
      if (more) {
        yield cannotTell(one, `It may write to ${bucket.logicalId}, which triggers it through ${rule.logicalId}; whether the key pattern stops the loop cannot be told.`);
      } else {
        yield finding(one, `It may write to ${bucket.logicalId}, and such writes trigger it through ${rule.logicalId}.`, { severity: 'error' });
      }
    }
  }
}

/** What S3 calls an event in EventBridge, and the action that causes it. */
const OBJECT_EVENTS: readonly (readonly [detailType: string, action: string])[] = [['Object Created', 's3:PutObject'], ['Object Deleted', 's3:DeleteObject']];

/** Only a pattern that takes everything surely takes what the function puts; every other one is a filter. */
function* judgeBusRule(one: FunctionFact, role: RoleFact, rule: EventRuleFact): Iterable<Judgement> {
  const bus = rule.bus.resource;
  if (!bus || rule.pattern.state === 'absent' || !mayDo(role, ['events:PutEvents'], target => leadsTo(target, bus))) {
    return;
  }
  if (rule.pattern.keys().every(key => key === 'account' || key === 'region')) {
    yield finding(one, `It may put events on ${bus.logicalId}, and ${rule.logicalId} sends it all of them.`);
  } else {
    yield cannotTell(one, `It may put events on ${bus.logicalId}, which triggers it through ${rule.logicalId}; whether the pattern stops the loop cannot be told.`);
  }
}

function actionsBehind(notification: NotificationFact): readonly string[] {
  const created = notification.events.some(event => /ObjectCreated/.test(event.written));
  const removed = notification.events.some(event => /ObjectRemoved/.test(event.written));
  return [...(created ? ['s3:PutObject'] : []), ...(removed ? ['s3:DeleteObject'] : [])];
}

/** What cannot be told is no loop: almost every grant would be one. */
function leadsTo(target: Target, source: Resource): boolean {
  return target.value.written === '*' || target.link.resource === source;
}

function mayWriteUnder(target: Target, bucket: Resource, prefix: Value<string>): boolean {
  if (target.value.written === '*') {
    return true;
  }
  const keys = target.link.resource === bucket && target.link.rest ? toText(target.link.rest).known : undefined;
  return keys !== undefined && prefix.known !== undefined && overlap(keys.slice(1), prefix.known);
}

/** A key pattern and a prefix overlap when the pattern's fixed beginning and the prefix agree as far as both go. */
function overlap(pattern: string, prefix: string): boolean {
  const fixed = pattern.split(/[*?]/)[0];
  const open = fixed.length < pattern.length;
  return fixed.startsWith(prefix) || (open && prefix.startsWith(fixed));
}

function thumbnails(written: string): Rule['keeping'] {
  return {
    Resources: {
      Photos: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          NotificationConfiguration: {
            LambdaConfigurations: [{
              Event: 's3:ObjectCreated:*',
              Function: { 'Fn::GetAtt': ['Worker', 'Arn'] },
              Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
            }],
          },
        },
      },
      Worker: lambdaFunction(),
      Role: lambdaRole({ Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Sub': `\${Photos.Arn}/${written}` } }),
    },
  };
}
