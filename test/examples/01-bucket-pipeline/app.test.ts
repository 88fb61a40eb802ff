import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CsvImportStack } from '../../../examples/01-bucket-pipeline/csv-import-stack';

function synthesize(context: Record<string, unknown>): { template: Template; messages: unknown[] } {
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new CsvImportStack(app, 'CsvImport', { keyColumn: 'id', alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' });
  const template = Template.fromStack(stack);
  return { template, messages: app.synth().getStackByName('CsvImport').messages };
}

const RECOMMENDED = jest.requireActual<Record<string, unknown>>('aws-cdk-lib/recommended-feature-flags.json');

test.each([['without feature flags', {}], ['with the recommended feature flags', RECOMMENDED]])('synthesizes without a word %s', (_, context) => {
  process.env.CDK_VALIDATION = 'true';
  try {
    expect(synthesize(context).messages).toEqual([]);
  } finally {
    process.env.CDK_VALIDATION = 'false';
  }
});

test('gives a row five attempts, and each of them six times the time that the handler may take', () => {
  const { template } = synthesize({});
  template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 24, RedrivePolicy: { maxReceiveCount: 5 } });
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 5 },
  });
});
