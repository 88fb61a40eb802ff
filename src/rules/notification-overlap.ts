import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { NotificationFact } from '../inventory/event-facts';
import { Resource, Value } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** S3 takes at most so many configurations a bucket (Amazon S3 API, PutBucketNotificationConfiguration); more are refused for that. */
const MOST = 100;

/** S3 refuses to send one event to two. */
export const notificationOverlap: Rule = {
  id: 'notification-overlap',
  severity: 'error',
  title: 'No two notifications of a bucket take the same event of the same key',
  why: 'S3 refuses notifications whose event types, prefixes and suffixes all overlap: the deployment fails.',
  remedy: 'Separate the notifications by prefix or suffix, or send the events to EventBridge or a topic and fan out there.',
  inCdk: 'Other filters for `addEventNotification`. `BucketTrigger` goes by rules of EventBridge, any number of which may take the same object.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html',
  keeping: photos('in/', 'out/'),
  breaking: photos('in/', 'in/small/'),

  *check({ notifications }) {
    const byWriter = new Map<Resource, NotificationFact[]>();
    for (const one of notifications) {
      const others = byWriter.get(one.resource) ?? [];
      byWriter.set(one.resource, others);
      for (const other of others.slice(0, MOST)) {
        yield* judgePair(other, one);
      }
      others.push(one);
    }
  },
};

function* judgePair(one: NotificationFact, other: NotificationFact): Iterable<Judgement> {
  const answers = [
    meet(one.events, other.events),
    nested(one.prefix, other.prefix, (long, short) => long.startsWith(short)),
    nested(one.suffix, other.suffix, (long, short) => long.endsWith(short)),
  ];
  if (answers.includes(false)) {
    return;
  }
  const pair = `${describe(one)} and ${describe(other)}`;
  if (answers.includes(undefined)) {
    yield cannotTell(other, `Whether the notifications of ${pair} overlap cannot be told.`);
  } else {
    yield finding(other, `The notifications of ${pair} overlap: S3 refuses them.`);
  }
}

function meet(some: readonly Value<string>[], others: readonly Value<string>[]): boolean | undefined {
  const answers = some.flatMap(one => others.map(other => nested(one, other, (long, short) =>
    long === short || (short.endsWith(':*') && long.startsWith(short.slice(0, -1))))));
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

function nested(one: Value<string>, other: Value<string>, within: (long: string, short: string) => boolean): boolean | undefined {
  if (one.known === undefined || other.known === undefined) {
    return undefined;
  }
  return within(one.known, other.known) || within(other.known, one.known);
}

function describe({ events, prefix, suffix }: NotificationFact): string {
  const filter = [prefix.written && `prefix ${prefix.written}`, suffix.written && `suffix ${suffix.written}`].filter(Boolean).join(', ');
  return `${events.map(event => event.written).join(', ')} (${filter || 'any key'})`;
}

function photos(...prefixes: readonly string[]): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Photos: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          NotificationConfiguration: {
            LambdaConfigurations: prefixes.map(prefix => ({
              Event: 's3:ObjectCreated:*',
              Function: { 'Fn::GetAtt': ['Worker', 'Arn'] },
              Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: prefix }] } },
            })),
          },
        },
      },
    },
  };
}
