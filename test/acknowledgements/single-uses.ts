import {
  Duration, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_iam as iam,
  aws_kinesis as kinesis, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import {
  Access, ApplicationSignals, EdgeFunction, FailedRecords, FailurePath, QueueTrigger, Release, RestIntegration, ServiceAlarm, SmokeTest,
  SteadfastRestApi, StreamTrigger, TableStreamTrigger,
} from '../../src';
import { OWN_ANSWERS, WILDCARD_REASONS } from '../../src/acknowledgements/own-answers';
import { CODE, plainFunction, steadfastFunction } from '../support/stacks';

type Use = (stack: Stack) => void;

/** For each answer of the library a use of a part, outside any pattern, that needs it. */
export const SINGLE_USES: Record<keyof typeof OWN_ANSWERS, Use> = {
  asynchronousEvents: stack => steadfastFunction(stack).addEventSource(new QueueTrigger()),
  smokeTest: stack => steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: {} }) }) }),
  edge: stack => new EdgeFunction(stack, 'Edge', CODE),
  queueMapping: stack => steadfastFunction(stack).addEventSource(new QueueTrigger()),
  inlinePolicy: stack => steadfastFunction(stack),
  parkingQueue: stack => steadfastFunction(stack, 'Function', { failurePath: FailurePath.toQueue() }),
  failedRecords: stack => steadfastFunction(stack).addEventSource(new StreamTrigger(new kinesis.Stream(stack, 'Stream'))),
  failedRecordsExpire: stack => steadfastFunction(stack).addEventSource(new StreamTrigger(new kinesis.Stream(stack, 'Stream'))),
  alarmTopic: stack => steadfastFunction(stack),
  rollbackAlarm: stack => steadfastFunction(stack, 'Function', { release: Release.canary() }),
  spokenFor: stack => {
    steadfastFunction(stack);
    new ServiceAlarm(stack, 'Service');
  },
  accessLogs: stack => restApi(new SteadfastRestApi(stack, 'Api')),
  accessLogRole: stack => restApi(new SteadfastRestApi(stack, 'Api')),
};

/** For each answer something like it that the library does not decide, with the finding that must stay open. */
export const DECIDED_BY_OTHERS: Record<keyof typeof OWN_ANSWERS, Use> = {
  asynchronousEvents: stack => steadfastFunction(stack, 'Function', { failurePath: FailurePath.dropBecause('Each event is sent again within a minute.') }),
  smokeTest: stack => steadfastFunction(stack, 'Function', { release: Release.canary({ beforeTraffic: plainFunction(stack) }) }),
  edge: stack => plainFunction(stack),
  queueMapping: stack => steadfastFunction(stack).addEventSource(
    new StreamTrigger(new kinesis.Stream(stack, 'Stream'), { failedRecords: FailedRecords.dropBecause('Each record is read again by the hour.') })),
  inlinePolicy: stack => steadfastFunction(stack, 'Function', { role: new iam.Role(stack, 'Given', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }),
  parkingQueue: stack => steadfastFunction(stack, 'Function', { failurePath: FailurePath.toQueue(new sqs.Queue(stack, 'Given')) }),
  failedRecords: stack => steadfastFunction(stack).addEventSource(
    new StreamTrigger(new kinesis.Stream(stack, 'Stream'), { failedRecords: FailedRecords.toBucket(new s3.Bucket(stack, 'Given')) })),
  failedRecordsExpire: stack => steadfastFunction(stack).addEventSource(
    new StreamTrigger(new kinesis.Stream(stack, 'Stream'), { failedRecords: FailedRecords.toBucket(new s3.Bucket(stack, 'Given')) })),
  alarmTopic: stack => new sns.Topic(stack, 'Given'),
  rollbackAlarm: stack => steadfastFunction(stack, 'Function', { release: Release.canary({ alarms: [silentAlarm(stack)] }) }),
  spokenFor: stack => {
    SINGLE_USES.spokenFor(stack);
    silentAlarm(stack);
  },
  accessLogs: stack => restApi(new apigateway.RestApi(stack, 'Api')),
  accessLogRole: stack => restApi(new apigateway.RestApi(stack, 'Api', { cloudWatchRole: true })),
};

/** For each reason a use that brings the right with a wildcard. */
export const WILDCARD_USES: Record<keyof typeof WILDCARD_REASONS, Use> = {
  traces: stack => steadfastFunction(stack),
  listStreams: stack => steadfastFunction(stack).addEventSource(new TableStreamTrigger(tableWithStream(stack))),
  metrics: stack => steadfastFunction(stack).grantAccess(Access.putMetrics('Orders')),
  interfaces: stack => steadfastFunction(stack, 'Function', { vpc: network(stack) }),
  objects: stack => {
    const fn = steadfastFunction(stack);
    const bucket = new s3.Bucket(stack, 'Bucket');
    fn.grantAccess(Access.readObjects(bucket, 'incoming/'));
    fn.grantAccess(Access.writeObjects(bucket, 'incoming/'));
  },
  parkedObjects: stack => steadfastFunction(stack, 'Function', { failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Bucket')) }),
  parameters: stack => steadfastFunction(stack).grantAccess(Access.readParametersByPath('/shop/orders')),
  durableExecutions: stack => steadfastFunction(stack, 'Function', { durableConfig: { executionTimeout: Duration.hours(1) } }),
  versions: SINGLE_USES.smokeTest,
  rollbackAlarms: SINGLE_USES.rollbackAlarm,
  edgeLogs: SINGLE_USES.edge,
  applicationSignals: stack => steadfastFunction(stack, 'Function', {
    applicationSignals: ApplicationSignals.byLayer(lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111122223333:layer:Otel:1')),
  }),
};

function restApi(api: apigateway.RestApi): void {
  api.root.addMethod('GET', new RestIntegration(steadfastFunction(api)), { authorizationType: apigateway.AuthorizationType.IAM });
}

function silentAlarm(stack: Stack): cloudwatch.Alarm {
  const metric = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Refused' });
  return new cloudwatch.Alarm(stack, 'Given', { metric, threshold: 1, evaluationPeriods: 1 });
}

function tableWithStream(stack: Stack): dynamodb.Table {
  return new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
  });
}

function network(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Network', {
    vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  });
}
