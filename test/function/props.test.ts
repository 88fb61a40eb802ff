import {
  Duration, RemovalPolicy, Size, Stack, aws_codeguruprofiler as profiler, aws_ec2 as ec2, aws_efs as efs, aws_iam as iam, aws_kms as kms,
  aws_lambda as lambda, aws_lambda_destinations as destinations, aws_logs as logs, aws_signer as signer, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastFunctionProps } from '../../src';
import { membersOf } from '../support/cdk-manifest';
import { stackWith, steadfastFunction } from '../support/stacks';

/*
 * Every prop of lambda.FunctionProps, a value for it, and where its meaning shows in the template.
 * A prop that a new aws-cdk-lib adds makes the first test fail until somebody decides about it here.
 */

interface Meaning {
  readonly given: (stack: Stack) => Partial<SteadfastFunctionProps>;
  readonly type?: string;
  readonly shows: object;
}

const network = (stack: Stack): { vpc: ec2.Vpc; vpcSubnets: ec2.SubnetSelection } => ({
  vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0 }), vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
});
const onFunction = (given: Partial<SteadfastFunctionProps>, shows: object): Meaning => ({ given: () => given, shows });
const logging = (key: string, value: string): object => ({ LoggingConfig: { [key]: value } });
const destination = (id: string): object => ({ Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${id}`), 'Arn'] } });
const EVENT_INVOKE = 'AWS::Lambda::EventInvokeConfig';
const ARN_OF = (id: string): object => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^${id}`), 'Arn'] });
const PYTHON = { runtime: lambda.Runtime.PYTHON_3_13 };

const PROPS: Record<string, Meaning> = {
  code: onFunction({}, { Code: { ZipFile: Match.anyValue() } }),
  handler: onFunction({ handler: 'other.handler' }, { Handler: 'other.handler' }),
  runtime: onFunction({ runtime: lambda.Runtime.NODEJS_22_X }, { Runtime: 'nodejs22.x' }),
  adotInstrumentation: onFunction({
    adotInstrumentation: {
      execWrapper: lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
      layerVersion: lambda.AdotLayerVersion.fromJavaScriptSdkLayerVersion(lambda.AdotLambdaLayerJavaScriptSdkVersion.LATEST),
    },
  }, { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler' } } }),
  allowAllIpv6Outbound: {
    given: stack => ({ ...network(stack), allowAllIpv6Outbound: true }),
    type: 'AWS::EC2::SecurityGroup',
    shows: { SecurityGroupEgress: Match.arrayWith([Match.objectLike({ CidrIpv6: '::/0' })]) },
  },
  allowAllOutbound: {
    given: stack => ({ ...network(stack), allowAllOutbound: false }),
    type: 'AWS::EC2::SecurityGroup',
    shows: { SecurityGroupEgress: [Match.objectLike({ Description: 'Disallow all traffic' })] },
  },
  allowPublicSubnet: {
    given: stack => ({ vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0 }), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }, allowPublicSubnet: true }),
    shows: { VpcConfig: { SubnetIds: [{ Ref: Match.stringLikeRegexp('Public') }, Match.anyValue()] } },
  },
  applicationLogLevel: onFunction({ applicationLogLevel: 'WARN' }, logging('ApplicationLogLevel', 'WARN')),
  applicationLogLevelV2: onFunction({ applicationLogLevelV2: lambda.ApplicationLogLevel.WARN }, logging('ApplicationLogLevel', 'WARN')),
  architecture: onFunction({ architecture: lambda.Architecture.X86_64 }, { Architectures: ['x86_64'] }),
  codeSigningConfig: {
    given: stack => ({
      codeSigningConfig: new lambda.CodeSigningConfig(stack, 'Signing', {
        signingProfiles: [new signer.SigningProfile(stack, 'Profile', { platform: signer.Platform.AWS_LAMBDA_SHA384_ECDSA })],
      }),
    }),
    shows: { CodeSigningConfigArn: Match.anyValue() },
  },
  currentVersionOptions: {
    given: () => ({ currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, description: 'mine' } }),
    type: 'AWS::Lambda::Version',
    shows: { Description: 'mine' },
  },
  deadLetterQueue: {
    given: stack => ({ deadLetterQueue: new sqs.Queue(stack, 'Mine') }), type: EVENT_INVOKE, shows: { DestinationConfig: { OnFailure: destination('Mine') } },
  },
  deadLetterQueueEnabled: {
    given: () => ({ deadLetterQueueEnabled: true }), type: EVENT_INVOKE, shows: { DestinationConfig: { OnFailure: destination('FunctionDeadLetterQueue') } },
  },
  deadLetterTopic: {
    given: stack => ({ deadLetterTopic: new sns.Topic(stack, 'Mine') }),
    type: EVENT_INVOKE,
    shows: { DestinationConfig: { OnFailure: { Destination: { Ref: Match.stringLikeRegexp('^Mine') } } } },
  },
  description: onFunction({ description: 'what it does' }, { Description: 'what it does' }),
  durableConfig: onFunction({ durableConfig: { executionTimeout: Duration.hours(1) } }, { DurableConfig: { ExecutionTimeout: 3600 } }),
  environment: onFunction({ environment: { KEY: 'value' } }, { Environment: { Variables: { KEY: 'value' } } }),
  environmentEncryption: { given: stack => ({ environmentEncryption: new kms.Key(stack, 'Key') }), shows: { KmsKeyArn: ARN_OF('Key') } },
  ephemeralStorageSize: onFunction({ ephemeralStorageSize: Size.gibibytes(1) }, { EphemeralStorage: { Size: 1024 } }),
  events: {
    given: () => ({ events: [{ bind: target => { target.addEventSourceMapping('Mine', { eventSourceArn: 'arn:aws:sqs:us-east-1:111111111111:queue' }); } }] }),
    type: 'AWS::Lambda::EventSourceMapping',
    shows: { FunctionName: { 'Fn::Join': ['', [Match.anyValue(), ':live']] } },
  },
  filesystem: {
    given: stack => {
      const { vpc } = network(stack);
      const accessPoint = new efs.FileSystem(stack, 'Files', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }).addAccessPoint('Point');
      return { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, filesystem: lambda.FileSystem.fromEfsAccessPoint(accessPoint, '/mnt/files') };
    },
    shows: { FileSystemConfigs: [Match.objectLike({ LocalMountPath: '/mnt/files' })] },
  },
  functionName: onFunction({ functionName: 'mine' }, { FunctionName: 'mine' }),
  initialPolicy: {
    given: () => ({ initialPolicy: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/key'] })] }),
    type: 'AWS::IAM::Policy',
    shows: { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:GetObject' })]) } },
  },
  insightsVersion: onFunction({ insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_119_0 }, { Layers: [Match.anyValue()] }),
  ipv6AllowedForDualStack: {
    given: stack => ({ ...network(stack), ipv6AllowedForDualStack: true }), shows: { VpcConfig: { Ipv6AllowedForDualStack: true } },
  },
  layers: {
    given: stack => ({ layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:mine:1')] }),
    shows: { Layers: ['arn:aws:lambda:us-east-1:111111111111:layer:mine:1'] },
  },
  logFormat: onFunction({ logFormat: 'Text' }, logging('LogFormat', 'Text')),
  loggingFormat: onFunction({ loggingFormat: lambda.LoggingFormat.TEXT }, logging('LogFormat', 'Text')),
  logGroup: {
    given: stack => ({ logGroup: new logs.LogGroup(stack, 'Mine') }), shows: { LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^Mine') } } },
  },
  logRemovalPolicy: { given: () => ({ logRemovalPolicy: RemovalPolicy.DESTROY }), type: 'AWS::Logs::LogGroup', shows: {} },
  logRetention: { given: () => ({ logRetention: logs.RetentionDays.ONE_WEEK }), type: 'AWS::Logs::LogGroup', shows: { RetentionInDays: 7 } },
  logRetentionRetryOptions: { given: () => ({ logRetention: logs.RetentionDays.ONE_WEEK, logRetentionRetryOptions: { maxRetries: 3 } }), type: 'AWS::Logs::LogGroup', shows: { RetentionInDays: 7 } },
  logRetentionRole: {
    given: stack => ({ logRetention: logs.RetentionDays.ONE_WEEK, logRetentionRole: new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }),
    type: 'AWS::Logs::LogGroup',
    shows: { RetentionInDays: 7 },
  },
  maxEventAge: { given: () => ({ maxEventAge: Duration.hours(1) }), type: EVENT_INVOKE, shows: { MaximumEventAgeInSeconds: 3600 } },
  memorySize: onFunction({ memorySize: 2048 }, { MemorySize: 2048 }),
  onFailure: {
    given: stack => ({ onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Mine')) }),
    type: EVENT_INVOKE,
    shows: { DestinationConfig: { OnFailure: destination('Mine') } },
  },
  onSuccess: {
    given: stack => ({ onSuccess: new destinations.SqsDestination(new sqs.Queue(stack, 'Mine')) }),
    type: EVENT_INVOKE,
    shows: { DestinationConfig: { OnSuccess: destination('Mine') } },
  },
  paramsAndSecrets: onFunction({
    paramsAndSecrets: lambda.ParamsAndSecretsLayerVersion.fromVersionArn('arn:aws:lambda:us-east-1:111111111111:layer:params:1'),
  }, { Layers: [Match.anyValue()] }),
  profiling: onFunction({ ...PYTHON, profiling: true }, { Environment: { Variables: { AWS_CODEGURU_PROFILER_ENABLED: 'TRUE' } } }),
  profilingGroup: {
    given: stack => ({ ...PYTHON, profilingGroup: new profiler.ProfilingGroup(stack, 'Profiling') }),
    shows: { Environment: { Variables: { AWS_CODEGURU_PROFILER_ENABLED: 'TRUE' } } },
  },
  recursiveLoop: onFunction({ recursiveLoop: lambda.RecursiveLoop.ALLOW }, { RecursiveLoop: 'Allow' }),
  reservedConcurrentExecutions: onFunction({ reservedConcurrentExecutions: 7 }, { ReservedConcurrentExecutions: 7 }),
  retryAttempts: { given: () => ({ retryAttempts: 0 }), type: EVENT_INVOKE, shows: { MaximumRetryAttempts: 0 } },
  role: {
    given: stack => ({ role: new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }), shows: { Role: ARN_OF('Mine') },
  },
  runtimeManagementMode: onFunction({ runtimeManagementMode: lambda.RuntimeManagementMode.FUNCTION_UPDATE }, { RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' } }),
  securityGroups: {
    given: stack => {
      const inside = network(stack);
      return { ...inside, securityGroups: [new ec2.SecurityGroup(stack, 'Mine', { vpc: inside.vpc })] };
    },
    shows: { VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'GroupId'] }] } },
  },
  snapStart: onFunction({ ...PYTHON, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS }, { SnapStart: { ApplyOn: 'PublishedVersions' } }),
  systemLogLevel: onFunction({ systemLogLevel: 'WARN' }, logging('SystemLogLevel', 'WARN')),
  systemLogLevelV2: onFunction({ systemLogLevelV2: lambda.SystemLogLevel.WARN }, logging('SystemLogLevel', 'WARN')),
  tenancyConfig: onFunction({ tenancyConfig: lambda.TenancyConfig.PER_TENANT }, { TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } }),
  timeout: onFunction({ timeout: Duration.minutes(2) }, { Timeout: 120 }),
  tracing: onFunction({ tracing: lambda.Tracing.PASS_THROUGH }, { TracingConfig: { Mode: 'PassThrough' } }),
  vpc: { given: network, shows: { VpcConfig: Match.anyValue() } },
  vpcSubnets: { given: network, shows: { VpcConfig: { SubnetIds: [{ Ref: Match.stringLikeRegexp('Isolated') }, Match.anyValue()] } } },
};

test('every prop of lambda.FunctionProps is decided about', () => {
  expect(membersOf('aws_lambda.FunctionProps')).toEqual(Object.keys(PROPS).sort());
});

test.each(Object.keys(PROPS))('%s keeps its meaning', name => {
  const stack = stackWith();
  const { given, type = 'AWS::Lambda::Function', shows } = PROPS[name];
  steadfastFunction(stack, 'Function', given(stack));
  Template.fromStack(stack).hasResourceProperties(type, shows);
});

test('no prop brings a policy of AWS or a function of CDK back', () => {
  for (const [name, { given }] of Object.entries(PROPS).filter(([prop]) => prop !== 'insightsVersion')) {
    const stack = stackWith({ '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false });
    steadfastFunction(stack, 'Function', given(stack));
    const template = Template.fromStack(stack);
    expect([name, Object.keys(template.findResources('AWS::Lambda::Function')).length]).toEqual([name, 1]);
    template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  }
});
