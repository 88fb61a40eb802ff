import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PricesStack } from '../../../examples/06-provisioned-api/prices-stack';
import { expectClean } from '../../../src/testing';

function prices(): PricesStack {
  return new PricesStack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Prices', { alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' });
}

test('keeps the rules of the checker', () => {
  expectClean(prices());
});

test('the version is kept warm, the alias points at it and is called', () => {
  const template = Template.fromStack(prices());
  template.hasResourceProperties('AWS::Lambda::Version', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } });
  template.hasResourceProperties('AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: Match.absent(), FunctionVersion: { 'Fn::GetAtt': [Match.stringLikeRegexp('CurrentVersion'), 'Version'] } });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: { Ref: Match.stringLikeRegexp('^PricesLive') } });
  template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 50 });
});

test('the schedule scales that version, within what is reserved', () => {
  const template = Template.fromStack(prices());
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    ServiceNamespace: 'lambda',
    ScalableDimension: 'lambda:function:ProvisionedConcurrency',
    MinCapacity: 2,
    MaxCapacity: 20,
    ScheduledActions: [
      Match.objectLike({ Schedule: 'cron(45 7 ? * MON-FRI *)', ScalableTargetAction: { MinCapacity: 10, MaxCapacity: 20 } }),
      Match.objectLike({ Schedule: 'cron(0 20 ? * MON-FRI *)', ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 5 } }),
    ],
  });
  const [target] = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalableTarget'));
  expect(JSON.stringify(target.Properties.ResourceId)).toContain('CurrentVersion');
});

test('somebody is told when invocations start cold all the same', () => {
  Template.fromStack(prices()).hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ProvisionedConcurrencySpilloverInvocations', AlarmActions: ['arn:aws:sns:us-east-1:111122223333:on-call'],
  });
});
