import { Duration, Stack, aws_ec2 as ec2, aws_rds as rds, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SMALLEST_USES } from './smallest-uses';
import { Concurrency, Network, patterns, ProxyConnection, RoleRights, ScheduleTrigger, SteadfastDefaults } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { Simulation } from '../support/simulation';
import { stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
});

function daily(): ScheduleTrigger {
  return new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1)));
}

test('its smallest use', () => {
  SMALLEST_USES.ScheduledJob.fill(stack);
  expect(stack).toMatchSnapshot();
});

test('its smallest use needs no more than 15 resources', () => {
  SMALLEST_USES.ScheduledJob.fill(stack);
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources as object).length).toBeLessThanOrEqual(15);
});

test('the clock starts the live alias, and what it cannot start is parked', () => {
  const job = steadfastFunction(stack);
  new patterns.ScheduledJob(stack, 'Job', { schedule: daily(), job });
  Template.fromStack(stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 day)',
    Target: { Arn: stack.resolve(job.liveAlias.functionArn), DeadLetterConfig: { Arn: Match.anyValue() } },
  });
});

test('a job archives under its prefix and reports; it can neither read nor delete what it archived', async () => {
  const job = steadfastFunction(stack);
  const { archiveBucket, reportTopic } = new patterns.ScheduledJob(stack, 'Job', {
    schedule: daily(), job, archive: patterns.JobArchive.newBucket(), report: patterns.JobReport.newTopic(),
  });
  const role = new Simulation(job);
  expect(await role.allows('s3:PutObject', archiveBucket!.bucketArn, '/archive/file')).toBe(true);
  expect(await role.allows('s3:PutObject', archiveBucket!.bucketArn, '/elsewhere')).toBe(false);
  expect(await role.allows('s3:GetObject', archiveBucket!.bucketArn, '/archive/file')).toBe(false);
  expect(await role.allows('s3:DeleteObject', archiveBucket!.bucketArn, '/archive/file')).toBe(false);
  expect(await role.allows('sns:Publish', reportTopic!.topicArn)).toBe(true);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { ARCHIVE_BUCKET: Match.anyValue(), ARCHIVE_PREFIX: 'archive/', REPORT_TOPIC_ARN: Match.anyValue() } },
  });
});

test('a bucket and a topic that are given are used', () => {
  const [bucket, topic] = [new s3.Bucket(stack, 'Mine'), new sns.Topic(stack, 'Told')];
  const job = new patterns.ScheduledJob(stack, 'Job', {
    schedule: daily(), job: steadfastFunction(stack), archive: patterns.JobArchive.bucket(bucket, 'orders/'), report: patterns.JobReport.topic(topic),
  });
  expect([job.archiveBucket, job.reportTopic]).toEqual([bucket, topic]);
  Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
  Template.fromStack(stack).resourceCountIs('AWS::SNS::Topic', 1);
});

describe('with a database', () => {
  function proxyOf(vpc: ec2.IVpc): ProxyConnection {
    const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
      dbProxyArn: 'arn:aws:rds:eu-west-1:111111111111:db-proxy:prx-1', dbProxyName: 'orders', endpoint: 'orders.example', securityGroups: [],
    });
    const securityGroup = new ec2.SecurityGroup(stack, 'ProxyGroup', { vpc });
    return new ProxyConnection({ proxy, securityGroup, port: 5432, user: 'cleanup', database: 'orders', maxClients: 2 });
  }

  test('the job connects through the proxy, as the one user', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const job = steadfastFunction(stack, 'Job', { network: Network.privateSubnets(vpc), concurrency: Concurrency.reserved(2) });
    new patterns.ScheduledJob(stack, 'Nightly', { schedule: daily(), job, database: proxyOf(vpc) });
    const connects = RoleRights.of(job).lines.filter(line => line.includes('rds-db:'));
    expect(connects).toEqual([expect.stringMatching(/^Allow rds-db:connect on .*dbuser:.*\/cleanup$/)]);
  });

  test('a job that may be more clients than the proxy has room for is refused', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const job = steadfastFunction(stack, 'Job', { network: Network.privateSubnets(vpc) });
    expect(() => new patterns.ScheduledJob(stack, 'Nightly', { schedule: daily(), job, database: proxyOf(vpc) }))
      .toThrow('must reserve at most the 2 executions');
  });
});

test('a clock that is faster than the job asks for a concurrency of 1', () => {
  const job = steadfastFunction(stack, 'Job', { timeout: Duration.minutes(10) });
  new patterns.ScheduledJob(stack, 'Often', { schedule: new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.minutes(5))), job });
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('A schedule must not fire again while the function may still run'));
});
