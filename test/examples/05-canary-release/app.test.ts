import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OrdersStack } from '../../../examples/05-canary-release/orders-stack';
import { RoleRights } from '../../../src';
import { expectClean } from '../../../src/testing';

function orders(): OrdersStack {
  return new OrdersStack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Orders', { alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' });
}

test('keeps the rules of the checker', () => {
  expectClean(orders());
});

test('a new version sees a tenth of the traffic after its smoke test, and two alarms may take it back', () => {
  const template = Template.fromStack(orders());
  template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
    DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
    AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: Match.stringLikeRegexp('RollbackAlarm') } }, { Name: { Ref: Match.stringLikeRegexp('^ServerErrors') } }] },
    AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']) },
  });
  template.hasResource('AWS::Lambda::Alias', {
    UpdatePolicy: { CodeDeployLambdaAliasUpdate: Match.objectLike({ BeforeAllowTrafficHook: { Ref: Match.stringLikeRegexp('SmokeTest') } }) },
  });
});

test('the alarm on the API reads what API Gateway counts', () => {
  Template.fromStack(orders()).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/ApiGateway', MetricName: '5xx', Dimensions: [{ Name: 'ApiId', Value: Match.anyValue() }], TreatMissingData: 'notBreaching',
  });
});

test('the function itself may write its logs and traces, nothing else', () => {
  expect(RoleRights.of(orders().fn).lines).toEqual([
    'Allow logs:CreateLogStream on ${Orders/LogGroup.Arn}',
    'Allow logs:PutLogEvents on ${Orders/LogGroup.Arn}',
    'Allow xray:PutTelemetryRecords on *',
    'Allow xray:PutTraceSegments on *',
  ]);
});
