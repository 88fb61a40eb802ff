import { fitTemplate } from './fit-template';

const queue = { Type: 'AWS::SQS::Queue' };

test('leaves alone what the emulator takes', () => {
  const template = {
    Parameters: { P: { Type: 'String' } },
    Resources: { Queue: queue, Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' }, DependsOn: ['Queue'] } },
  };
  expect(fitTemplate(template)).toEqual({ template, adjustments: [] });
});

test('strips a resource with every reference to it, and says why', () => {
  const { template, adjustments } = fitTemplate({
    Resources: {
      Group: { Type: 'AWS::CodeDeploy::DeploymentGroup' },
      Queue: { ...queue, DependsOn: ['Group', 'Other'] },
      Alone: { ...queue, DependsOn: 'Group' },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Resource: [{ Ref: 'Group' }, { 'Fn::GetAtt': ['Group', 'Arn'] }, { 'Fn::Sub': '${Group.Arn}/${Queue}' }, { Ref: 'Queue' }] },
      },
    },
    Outputs: { Name: { Value: { 'Fn::Join': ['', ['x', { Ref: 'Group' }]] } } },
  });
  const placeholder = 'arn:aws:emulator-gap:us-east-1:000000000000:Group';
  expect(template).toEqual({
    Resources: {
      Queue: { ...queue, DependsOn: ['Other'] },
      Alone: { ...queue, DependsOn: [] },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Resource: [placeholder, placeholder, { 'Fn::Sub': `${placeholder}/\${Queue}` }, { Ref: 'Queue' }] },
      },
    },
    Outputs: { Name: { Value: { 'Fn::Join': ['', ['x', placeholder]] } } },
  });
  expect(adjustments).toEqual([{
    logicalId: 'Group', type: 'AWS::CodeDeploy::DeploymentGroup', kind: 'stripped', reason: expect.stringContaining('no CodeDeploy'),
  }]);
});

test('strips alarms over what the emulator cannot compute, but no others', () => {
  const alarm = (...Metrics: object[]) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics } });
  const { template, adjustments } = fitTemplate({
    Resources: {
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      Rate: alarm({ Expression: 'IF(errors >= 2, 100 * errors / invocations, 0)' }, { MetricStat: {} }),
      Band: alarm({ Expression: 'ANOMALY_DETECTION_BAND(m0, 2)' }),
      Elsewhere: alarm({ AccountId: '222222222222', MetricStat: {} }),
    },
  });
  expect(Object.keys(template.Resources!)).toEqual(['Plain', 'Rate']);
  expect(adjustments.map(adjustment => adjustment.logicalId)).toEqual(['Band', 'Elsewhere']);
});

test('strips the attributes that need CodeDeploy', () => {
  const { template, adjustments } = fitTemplate({
    Resources: { Alias: { Type: 'AWS::Lambda::Alias', UpdatePolicy: { CodeDeployLambdaAliasUpdate: {} }, DeletionPolicy: 'Retain' } },
  });
  expect(template.Resources).toEqual({ Alias: { Type: 'AWS::Lambda::Alias', DeletionPolicy: 'Retain' } });
  expect(adjustments.map(adjustment => adjustment.kind)).toEqual(['attribute stripped']);
});
