import {
  Duration, Fn, Size, Stack, Token, aws_cognito as cognito, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elb, aws_iam as iam,
  aws_kinesisfirehose as firehose, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DeliveryTransform, FunctionTask, LoadBalancerTarget, LogTrigger, SteadfastFunction, UrlTrigger, UserPoolTrigger } from '../../src';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let fn: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const LATER = Token.asNumber(Fn.importValue('later'));
const withTimeout = (seconds: number): lambda.Function => plainFunction(stack, `Plain${seconds}`, { timeout: Duration.seconds(seconds) });

describe('a function URL', () => {
  test('leads to the live alias and asks who calls', () => {
    const trigger = new UrlTrigger({ streaming: true, cors: { allowedOrigins: ['https://shop.example'] } });
    fn.addEventSource(trigger);
    expect(stack.resolve(trigger.url.url)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FunctionLiveFunctionUrl/), 'FunctionUrl'] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Url', {
      Qualifier: 'live', AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM', Cors: { AllowOrigins: ['https://shop.example'] },
    });
    template.resourceCountIs('AWS::Lambda::Permission', 0);
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('may be open to anybody with a reason, and then has both permissions', () => {
    fn.addEventSource(new UrlTrigger({ openBecause: 'a webhook with a signature' }));
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Lambda::Url', {
      Properties: { AuthType: 'NONE' },
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'public-invoke', reason: 'a webhook with a signature' }] } },
    });
    template.resourcePropertiesCountIs('AWS::Lambda::Permission', { Principal: '*', FunctionName: LIVE }, 2);
  });

  test('of a plain function and of an alias is theirs', () => {
    plainFunction(stack).addEventSource(new UrlTrigger());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Url', { Qualifier: Match.absent() });
  });

  test('streams only where the runtime can, and is read after it is bound', () => {
    const python = plainFunction(stack, 'Python', { runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler' });
    expect(() => python.addEventSource(new UrlTrigger({ streaming: true }))).toThrow('given: python3.13');
    expect(() => new UrlTrigger().url).toThrow('Call fn.addEventSource(trigger) first');
  });
});

describe('a load balancer', () => {
  const group = (target: LoadBalancerTarget, targetGroupName?: string): elb.ApplicationTargetGroup => (
    new elb.ApplicationTargetGroup(stack, 'Group', { targetGroupName, targets: [target] })
  );

  test('calls the live alias, which only its target group may, and waits for the permission', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
    const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    balancer.addListener('Http', { port: 80, open: false, defaultTargetGroups: [group(new LoadBalancerTarget(fn), 'orders')] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: LIVE,
      Principal: 'elasticloadbalancing.amazonaws.com',
      SourceArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':targetgroup/orders/\\*$')])] },
    });
    template.hasResource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Properties: { TargetType: 'lambda', Targets: [{ Id: LIVE }] },
      DependsOn: [Match.stringLikeRegexp('^GroupPermission')],
    });
  });

  test('whose target group has no name, or which gives up first, is refused', () => {
    expect(() => group(new LoadBalancerTarget(fn))).toThrow('Set targetGroupName');
    const impatient = new LoadBalancerTarget(fn, { idleTimeout: Duration.seconds(10) });
    expect(() => new elb.ApplicationTargetGroup(stack, 'Second', { targetGroupName: 'orders', targets: [impatient] })).toThrow('waits 10 seconds');
  });
});

test('a target group of a load balancer has one function: a second is refused by us, be it the same', () => {
  for (const second of [fn, steadfastFunction(stack, 'Second')]) {
    const one = new elb.ApplicationTargetGroup(stack, `Group${second.node.id}`, { targetGroupName: 'orders', targets: [new LoadBalancerTarget(fn)] });
    expect(() => one.addTarget(new LoadBalancerTarget(second))).toThrow('A target group must have one function; given: a second LoadBalancerTarget');
  }
});

describe('a user pool', () => {
  test('calls a function that answers in time, which only the pool may', () => {
    const pool = new cognito.UserPool(stack, 'Pool');
    withTimeout(5).addEventSource(new UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP, cognito.UserPoolOperation.POST_CONFIRMATION));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: Match.anyValue(), PostConfirmation: Match.anyValue() } });
    template.allResourcesProperties('AWS::Lambda::Permission', {
      Principal: 'cognito-idp.amazonaws.com', SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Pool'), 'Arn'] },
    });
  });

  test('does not wait for a custom sender, whose failed messages are parked', () => {
    const pool = new cognito.UserPool(stack, 'Pool', { customSenderKmsKey: new kms.Key(stack, 'Key') });
    const trigger = new UserPoolTrigger(pool, cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER);
    fn.addEventSource(trigger);
    expect(trigger.eventPath.failed.parkedBy).toBe('the function\'s failure path');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig: { CustomEmailSender: { LambdaArn: LIVE } } });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: Match.anyValue() } } });
    const mixed = [cognito.UserPoolOperation.CUSTOM_SMS_SENDER, cognito.UserPoolOperation.PRE_SIGN_UP];
    expect(() => new UserPoolTrigger(pool, ...mixed)).toThrow('given: customSmsSender, preSignUp');
  });

  test('does not wait for a slow one', () => {
    const pool = new cognito.UserPool(stack, 'Pool');
    expect(() => fn.addEventSource(new UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP))).toThrow('A user pool waits 5 seconds');
  });
});

describe('a step of a workflow', () => {
  const definition = (task: FunctionTask): { States: Record<string, Record<string, unknown>> } => {
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(task) });
    const [machine] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
    const parts = machine.Properties.DefinitionString['Fn::Join'][1] as unknown[];
    return JSON.parse(parts.map(part => (typeof part === 'string' ? part : 'X')).join(''));
  };

  test('waits as long as the function may run, repeats what Lambda failed, and catches the rest', () => {
    const task = new FunctionTask(stack, 'Task', { lambdaFunction: fn, whenFailed: new sfn.Pass(stack, 'Compensate') });
    const state = definition(task).States.Task as { Retry: { ErrorEquals: string[] }[]; Catch: object[]; TimeoutSeconds: number };
    const { Retry, Catch, TimeoutSeconds } = state;
    expect(TimeoutSeconds).toBe(20);
    expect(Retry.flatMap(retry => retry.ErrorEquals)).toEqual(expect.arrayContaining(['Lambda.ServiceException', 'Lambda.TooManyRequestsException']));
    expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Compensate' }]);
  });

  test('may invoke the live alias and no other version', () => {
    definition(new FunctionTask(stack, 'Task', { lambdaFunction: fn }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('^Machine'),
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: LIVE }] },
    });
  });

  test('that waits for a token has a heartbeat', () => {
    const waiting = {
      lambdaFunction: fn,
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken }),
    };
    expect(() => new FunctionTask(stack, 'Silent', waiting)).toThrow('must have a heartbeat');
    expect(() => new FunctionTask(stack, 'Lively', { ...waiting, heartbeatTimeout: sfn.Timeout.duration(Duration.minutes(1)) })).not.toThrow();
  });
});

describe('a delivery stream', () => {
  const streamWith = (processor: DeliveryTransform, errorOutputPrefix?: string): void => {
    new firehose.DeliveryStream(stack, 'Delivery', {
      destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Lake'), { processors: [processor], errorOutputPrefix }),
    });
  };

  test('sends buffers that fit to the live alias', () => {
    streamWith(new DeliveryTransform(fn), 'failed/');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        ErrorOutputPrefix: 'failed/',
        ProcessingConfiguration: {
          Processors: [{
            Type: 'Lambda',
            Parameters: Match.arrayWith([{ ParameterName: 'LambdaArn', ParameterValue: LIVE }, { ParameterName: 'NumberOfRetries', ParameterValue: '3' }]),
          }],
        },
      },
    });
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('without an error prefix, with a buffer too large or a function too slow is refused', () => {
    expect(() => streamWith(new DeliveryTransform(fn, { bufferSize: Size.mebibytes(4) }), 'failed/')).toThrow('1 to 3 whole mebibytes; given: 4');
    stack = stackWith();
    expect(() => streamWith(new DeliveryTransform(withTimeout(600)), 'failed/')).toThrow('A delivery stream waits 300 seconds');
    stack = stackWith();
    streamWith(new DeliveryTransform(withTimeout(60)));
    expect(() => Template.fromStack(stack)).toThrow('must have an error prefix');
  });
});

test.each<[string, firehose.DataProcessorProps, string]>([
  ['half a mebibyte', { bufferSize: Size.kibibytes(512) }, 'whole mebibytes; given: 0.5'],
  ['a size that is known at deployment only', { bufferSize: Size.mebibytes(LATER) }, 'given: a size that is known at deployment only'],
  ['a fraction of a second', { bufferInterval: Duration.millis(1_500) }, 'bufferInterval must be a whole number of seconds'],
  ['an hour', { bufferInterval: Duration.hours(1) }, 'after at most 900 seconds; given: 3600'],
  ['a time that is known at deployment only', { bufferInterval: Duration.seconds(LATER) }, 'bufferInterval must be known'],
  ['no second call', { retries: 0 }, 'at least once: CDK leaves out a 0, and Firehose then repeats 3 times; given: retries 0'],
  ['calls whose number is known at deployment only', { retries: LATER }, 'given: retries that are known at deployment only'],
])('a transformation of %s is refused by us, for CDK would write another', (_what, props, message) => {
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('firehose.amazonaws.com') });
  expect(() => new DeliveryTransform(fn, props).bind(stack, { role })).toThrow(SteadfastError);
  expect(() => new DeliveryTransform(fn, props).bind(stack, { role })).toThrow(message);
});

test('a transformation whose props are undefined in so many words is one of the defaults', () => {
  const { props, eventPath } = new DeliveryTransform(fn, { bufferSize: undefined, bufferInterval: undefined, retries: undefined });
  expect([props.bufferSize?.toMebibytes(), props.bufferInterval?.toSeconds(), props.retries, eventPath.failed.attempts]).toEqual([1, 60, 3, 4]);
});

describe('a log group', () => {
  const subscribe = (logGroup: logs.ILogGroup): logs.SubscriptionFilter => (
    new logs.SubscriptionFilter(stack, 'Filter', { logGroup, destination: new LogTrigger(fn), filterPattern: logs.FilterPattern.anyTerm('ERROR') })
  );

  test('calls the live alias, which only it may, and parks lines that fail', () => {
    subscribe(new logs.LogGroup(stack, 'Audit'));
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Logs::SubscriptionFilter', { Properties: { DestinationArn: LIVE }, DependsOn: [Match.stringLikeRegexp('^FunctionInvokeByLogs')] });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: LIVE, Principal: 'logs.amazonaws.com', SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Audit'), 'Arn'] },
    });
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  });

  test('that is the function\'s own is refused', () => {
    expect(() => subscribe(fn.logGroup)).toThrow('or it calls itself for ever');
  });

  test.each([['a steadfast', steadfastFunction], ['a plain', plainFunction]])('that %s function was given is refused, too', (_name, make) => {
    const logGroup = new logs.LogGroup(stack, 'Given');
    fn = make(stack, 'Writer', { logGroup }) as SteadfastFunction;
    expect(() => subscribe(logGroup)).toThrow('must not be called by its own log group, or it calls itself for ever; given: Stack/Given');
  });
});

