import { RemovalPolicy, Stack, aws_kinesis as kinesis, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_logs_destinations as destinations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Logs, Release, SmokeTest, SteadfastDefaults, SteadfastFunctionProps } from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

const MANAGED_LOG_GROUP = { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true };

function logging(how: Logs, props: Partial<SteadfastFunctionProps> = {}, stack: Stack = stackWith()): Template {
  steadfastFunction(stack, 'Function', { logs: how, ...props });
  return Template.fromStack(stack);
}

describe('JSON logs', () => {
  test('leave out what is below a level, and Powertools follows', () => {
    logging(Logs.json({ level: lambda.ApplicationLogLevel.WARN, systemLevel: lambda.SystemLogLevel.WARN, serviceName: 'orders' }))
      .hasResourceProperties('AWS::Lambda::Function', {
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN', SystemLogLevel: 'WARN' },
        Environment: { Variables: { POWERTOOLS_LOG_LEVEL: 'WARN', POWERTOOLS_SERVICE_NAME: 'orders' } },
      });
  });

  test('add nothing to the environment that nobody asked for, and overrule nothing there', () => {
    logging(Logs.json()).hasResourceProperties('AWS::Lambda::Function', { Environment: Match.absent() });
    logging(Logs.json({ serviceName: 'orders' }), { environment: { POWERTOOLS_SERVICE_NAME: 'mine', OTHER: 'kept' } })
      .hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'mine', OTHER: 'kept' } } });
  });
});

describe('text logs', () => {
  test('can be sampled by Powertools, for Lambda goes by no level', () => {
    logging(Logs.text({ level: lambda.ApplicationLogLevel.INFO, sampleRate: 0.1 })).hasResourceProperties('AWS::Lambda::Function', {
      LoggingConfig: { LogFormat: 'Text', ApplicationLogLevel: Match.absent() },
      Environment: { Variables: { POWERTOOLS_LOG_LEVEL: 'INFO', POWERTOOLS_LOGGER_SAMPLE_RATE: '0.1' } },
    });
  });

  test('cannot be sampled beyond the whole', () => {
    expect(() => Logs.text({ sampleRate: 10 })).toThrow('between 0 and 1; given: sampleRate 10');
  });
});

describe('the log group', () => {
  test('is kept as long as decided', () => {
    logging(Logs.json({ retention: logs.RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }))
      .hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete', Properties: { RetentionInDays: 7 } });
  });

  test.each([['its own', {}], ['the one that a flag made', MANAGED_LOG_GROUP]])('is encrypted by a key that CloudWatch Logs may use: %s', (_name, flags) => {
    const stack = stackWith(flags);
    const template = logging(Logs.json({ encryptionKey: new kms.Key(stack, 'Key') }), {}, stack);
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([{
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
          Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': Match.anyValue() } },
          Effect: 'Allow',
          Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
          Resource: '*',
        }]),
      },
    });
  });

  test.each([['its own', {}], ['the one that a flag made', MANAGED_LOG_GROUP]])('is encrypted by the key of the organisation: %s', (_name, flags) => {
    const stack = stackWith(flags);
    SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
    steadfastFunction(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } });
  });

  test('of an organisation\'s key, and that of a smoke test, is usable too, by one statement', () => {
    const stack = stackWith();
    SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
    steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofRequest() }) });
    const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    expect(JSON.stringify(key).match(/kms:EncryptionContext:aws:logs:arn/g)).toHaveLength(1);
  });

  test('masks data where asked', () => {
    const policy = new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.EMAILADDRESS] });
    logging(Logs.json({ dataProtection: policy })).hasResourceProperties('AWS::Logs::LogGroup', { DataProtectionPolicy: Match.anyValue() });
    expect(() => logging(Logs.json({ dataProtection: policy }), {}, stackWith(MANAGED_LOG_GROUP))).toThrow('Switch the flag off for this stack');
  });

  test('is read by a subscriber', () => {
    const stack = stackWith();
    const subscription = new destinations.KinesisDestination(new kinesis.Stream(stack, 'Stream'));
    logging(Logs.json({ subscription }), {}, stack).hasResourceProperties('AWS::Logs::SubscriptionFilter', {
      FilterPattern: '', LogGroupName: { Ref: Match.stringLikeRegexp('^FunctionLogGroup') },
    });
  });
});

describe('cold starts', () => {
  test('are counted and measured from the reports of Lambda', () => {
    logging(Logs.json({ countColdStarts: true })).hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.type = "platform.report" && $.record.metrics.initDurationMs > 0 }',
      LogGroupName: { Ref: Match.stringLikeRegexp('^FunctionLogGroup') },
      MetricTransformations: [{
        MetricNamespace: 'Steadfast/ColdStarts',
        MetricName: { Ref: Match.stringLikeRegexp('^Function[0-9A-F]{8}$') },
        MetricValue: '$.record.metrics.initDurationMs',
        Unit: 'Milliseconds',
      }],
    });
  });

  test('cannot be counted where Lambda writes no reports', () => {
    expect(() => Logs.json({ countColdStarts: true, systemLevel: lambda.SystemLogLevel.WARN })).toThrow('Remove systemLevel, or countColdStarts.');
  });
});

test.each<[string, Partial<SteadfastFunctionProps>]>([
  ['logRetention', { logRetention: logs.RetentionDays.ONE_DAY }],
  ['loggingFormat', { loggingFormat: lambda.LoggingFormat.TEXT }],
  ['systemLogLevelV2', { systemLogLevelV2: lambda.SystemLogLevel.WARN }],
])('what becomes of logs is decided once: %s', (name, props) => {
  expect(() => logging(Logs.json(), props)).toThrow(`What becomes of logs must be decided once; given: logs and ${name}.`);
});
