import { Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { ServiceAlarm, SteadfastDefaults } from '../../src';
import { expectClean } from '../../src/testing';
import { stackWith, steadfastFunction } from '../support/stacks';

function service(): { stack: Stack; orders: Construct } {
  const stack = stackWith();
  const orders = new Construct(stack, 'Orders');
  new ServiceAlarm(orders, 'Health', { serviceName: 'orders' });
  return { stack, orders };
}

const alarms = (stack: Stack, prefix: string) => Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).filter(([id]) => id.startsWith(prefix));

test('one alarm speaks for every alarm of the functions below its scope, also of those made later', () => {
  const { stack, orders } = service();
  ['One', 'Two'].forEach(id => steadfastFunction(orders, id));
  const [composite] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm'));
  const read = JSON.stringify(composite.Properties.AlarmRule);
  expect(alarms(stack, 'Orders')).toHaveLength(6);
  alarms(stack, 'Orders').forEach(([id]) => expect(read).toContain(id));
  expect(composite.Properties).toMatchObject({ AlarmActions: [expect.anything()], AlarmDescription: expect.stringContaining('orders') });
});

test('the single alarms keep silent, and others do not', () => {
  const { stack, orders } = service();
  steadfastFunction(orders, 'One');
  steadfastFunction(stack, 'Elsewhere');
  const mine = new cloudwatch.Alarm(orders, 'Mine', { metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 1 });
  alarms(stack, 'OrdersOne').forEach(([, alarm]) => expect(alarm.Properties.ActionsEnabled).toBe(false));
  alarms(stack, 'Elsewhere').forEach(([, alarm]) => expect(alarm.Properties).not.toHaveProperty('ActionsEnabled'));
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm'))).not.toContain(stack.getLogicalId(mine.node.defaultChild as cloudwatch.CfnAlarm));
});

test.each<[string, number]>([['nothing', 0], ['more than CloudWatch takes', 34]])('it cannot speak for %s', (_name, functions) => {
  const { orders } = service();
  [...Array(functions).keys()].forEach(n => steadfastFunction(orders, `Function${n}`));
  expect(orders.node.findChild('Health').node.validate()).toEqual([expect.stringContaining(`1 to 100 alarms (Amazon CloudWatch quotas); given: ${functions * 3} below`)]);
});

describe('the checker', () => {
  test('knows that alarms which keep silent are heard through it', () => {
    const { stack, orders } = service();
    steadfastFunction(orders, 'One').grantInvoke(new iam.ServicePrincipal('events.amazonaws.com'));
    expectClean(stack, { without: ['invoke-without-source'] });
  });

  test('hears nothing where the composite alarm is silent too', () => {
    const { stack, orders } = service();
    steadfastFunction(orders, 'One');
    const composite = orders.node.findChild('Health').node.findChild('Resource').node.defaultChild as cloudwatch.CfnCompositeAlarm;
    composite.actionsEnabled = false;
    expect(() => expectClean(stack)).toThrow('function-alarms');
  });
});

test('it tells the topic that was decided for its scope', () => {
  const { stack, orders } = service();
  steadfastFunction(orders, 'One');
  const elsewhere = new Construct(stack, 'Elsewhere');
  SteadfastDefaults.of(elsewhere).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:us-east-1:111111111111:on-call') });
  steadfastFunction(elsewhere, 'Two');
  new ServiceAlarm(elsewhere, 'Health');
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', { AlarmActions: ['arn:aws:sns:us-east-1:111111111111:on-call'] });
});
