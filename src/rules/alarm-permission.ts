import { deliveries } from './evidence/deliveries';
import { lets } from './evidence/openings';
import { cannotTell, finding, Rule } from './rule';

/** An alarm that may not publish is an alarm that nobody hears. */
export const alarmPermission: Rule = {
  id: 'alarm-permission',
  severity: 'error',
  title: 'The policy of a topic that alarms publish to lets them',
  why: 'A topic with a policy of its own loses the default one, by which alarms of the account may publish. A policy that only denies insecure transport, '
    + 'or names other services, silences every alarm: the alarm\'s history says so, and nothing else does.',
  remedy: 'Allow sns:Publish for cloudwatch.amazonaws.com in the topic\'s policy.',
  inCdk: '`topic.grantPublish(new iam.ServicePrincipal(\'cloudwatch.amazonaws.com\'))`. Alarms of this library open their topic themselves.',
  source: 'https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger',
  keeping: alarmed({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish', Resource: { Ref: 'People' } }),
  breaking: alarmed(),

  *check(inventory) {
    for (const { fact, service, source, to } of deliveries(inventory).filter(({ purpose }) => purpose === 'alarm')) {
      const topic = inventory.topics.at(to);
      // Without any policy of its own a topic has the default one.
      if (!topic || topic.policy.length === 0) {
        continue;
      }
      const may = lets(topic.policy, { service, action: 'sns:Publish', source, by: fact });
      if (may === undefined) {
        yield cannotTell(topic, 'Whether its policy lets alarms publish cannot be told.');
      } else if (!may) {
        yield finding(topic, `Its policy does not let CloudWatch publish: ${fact.logicalId} reaches nobody.`);
      }
    }
  },
};

function alarmed(...statements: readonly Rule['keeping'][]): Rule['keeping'] {
  const secure = { Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: { Ref: 'People' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  return {
    Resources: {
      People: { Type: 'AWS::SNS::Topic' },
      Policy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'People' }], PolicyDocument: { Statement: [secure, ...statements] } } },
      Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', AlarmActions: [{ Ref: 'People' }] } },
    },
  };
}
