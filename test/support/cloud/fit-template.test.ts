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

test('strips alarms over metric math, but no others', () => {
  const { template, adjustments } = fitTemplate({
    Resources: {
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      Math: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Expression: 'a/b' }] } },
    },
  });
  expect(Object.keys(template.Resources!)).toEqual(['Plain']);
  expect(adjustments.map((adjustment) => adjustment.logicalId)).toEqual(['Math']);
});

test('strips the attributes that need CodeDeploy', () => {
  const { template, adjustments } = fitTemplate({
    Resources: { Alias: { Type: 'AWS::Lambda::Alias', UpdatePolicy: { CodeDeployLambdaAliasUpdate: {} }, DeletionPolicy: 'Retain' } },
  });
  expect(template.Resources).toEqual({ Alias: { Type: 'AWS::Lambda::Alias', DeletionPolicy: 'Retain' } });
  expect(adjustments.map((adjustment) => adjustment.kind)).toEqual(['attribute stripped']);
});
