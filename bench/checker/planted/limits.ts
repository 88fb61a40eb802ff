import {
  Duration, Size, Stack, aws_apigatewayv2 as http, aws_apigatewayv2_integrations as integrations, aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_ec2 as ec2, aws_events as events,
  aws_iam as iam, aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_rds as rds,
  aws_sqs as sqs, aws_ssm as ssm,
} from 'aws-cdk-lib';
import { Plant, worker } from './plant';

function warm(stack: Stack, props: Partial<lambda.AliasOptions> & { readonly fn?: Partial<lambda.FunctionProps> }): lambda.Alias {
  const { fn, ...alias } = props;
  return new lambda.Alias(stack, 'Live', { aliasName: 'live', version: worker(stack, 'Worker', fn).currentVersion, ...alias });
}

function canary(stack: Stack, alarms: number, dimensions: (fn: lambda.Function) => Record<string, string>): void {
  const fn = worker(stack);
  const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
  new codedeploy.LambdaDeploymentGroup(stack, 'Group', {
    alias,
    deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [...Array(alarms).keys()].map(index => new cloudwatch.Alarm(stack, `Alarm${index}`, {
      metric: new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'Errors', dimensionsMap: dimensions(fn) }), threshold: 1, evaluationPeriods: 1,
    })),
  });
}

const ofVersion = (fn: lambda.Function) => ({ FunctionName: fn.functionName, Resource: `${fn.functionName}:live`, ExecutedVersion: fn.currentVersion.version });

/** Plants for the sections on concurrency, time, release, package and network. */
export const LIMIT_PLANTS: readonly Plant[] = [
  {
    rule: 'mapping-limits',
    plant(stack, broken) {
      const queue = new sqs.CfnQueue(stack, 'Jobs', { visibilityTimeout: 300 });
      new lambda.CfnEventSourceMapping(stack, 'Mapping', {
        eventSourceArn: queue.attrArn, functionName: worker(stack).functionName, batchSize: broken ? 100 : 10,
      });
    },
  },
  {
    rule: 'async-limits',
    plant(stack, broken) {
      new lambda.CfnEventInvokeConfig(stack, 'Settings', {
        functionName: worker(stack).functionName, qualifier: '$LATEST', maximumRetryAttempts: broken ? 3 : 2,
      });
    },
  },
  {
    rule: 'network-size',
    plant(stack, broken) {
      const groups = [...Array(broken ? 6 : 5).keys()].map(index => `sg-0000000000000000${index}`);
      const fn = worker(stack).node.defaultChild as lambda.CfnFunction;
      fn.vpcConfig = { subnetIds: ['subnet-00000000000000000'], securityGroupIds: groups };
    },
  },
  {
    rule: 'provisioned-over-reserved',
    plant: (stack, broken) => warm(stack, { provisionedConcurrentExecutions: broken ? 20 : 5, fn: { reservedConcurrentExecutions: 10 } }),
  },
  {
    rule: 'concurrency-budget',
    plant: (stack, broken) => ['A', 'B'].forEach(id => worker(stack, id, { reservedConcurrentExecutions: broken ? 480 : 48 })),
  },
  {
    rule: 'stack-size',
    plant(stack, broken) {
      worker(stack);
      [...Array(broken ? 460 : 46).keys()].forEach(index => new ssm.CfnParameter(stack, `Parameter${index}`, { type: 'String', value: 'x' }));
    },
  },
  {
    rule: 'source-over-reserved',
    plant(stack, broken) {
      const fn = worker(stack, 'Worker', { reservedConcurrentExecutions: 10 });
      ['A', 'B'].forEach(id => fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, id), { maxConcurrency: broken ? 8 : 4 })));
    },
  },
  {
    rule: 'snapstart-conflict',
    plant(stack, broken) {
      const fn = new lambda.CfnFunction(stack, 'Worker', {
        role: 'arn:aws:iam::111111111111:role/r',
        runtime: 'java21',
        handler: 'a.B',
        code: { s3Bucket: 'code', s3Key: 'worker.zip' },
        snapStart: { applyOn: 'PublishedVersions' },
        ephemeralStorage: { size: broken ? 2048 : 512 },
      });
      new lambda.CfnVersion(stack, 'Version', { functionName: fn.ref });
    },
  },
  {
    rule: 'weighted-provisioned',
    plant(stack, broken) {
      const fn = worker(stack);
      new lambda.CfnAlias(stack, 'Live', {
        functionName: fn.functionName,
        name: 'live',
        functionVersion: fn.currentVersion.version,
        routingConfig: { additionalVersionWeights: [{ functionVersion: '1', functionWeight: 0.1 }] },
        ...(broken ? { provisionedConcurrencyConfig: { provisionedConcurrentExecutions: 5 } } : {}),
      });
    },
  },
  {
    rule: 'database-connections',
    plant(stack, broken) {
      const vpc = new ec2.Vpc(stack, 'Network', { maxAzs: 2 });
      const database = new rds.DatabaseInstance(stack, 'Database', { vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }) });
      const fn = worker(stack, 'Worker', { vpc, reservedConcurrentExecutions: broken ? undefined : 10, environment: { HOST: database.dbInstanceEndpointAddress } });
      database.connections.allowDefaultPortFrom(fn);
      new http.HttpApi(stack, 'Api').addRoutes({ path: '/orders', integration: new integrations.HttpLambdaIntegration('Orders', fn) });
    },
  },
  {
    rule: 'timeout-chain',
    plant(stack, broken) {
      const fn = worker(stack, 'Worker', { timeout: Duration.seconds(broken ? 60 : 10) });
      new http.HttpApi(stack, 'Api').addRoutes({ path: '/orders', integration: new integrations.HttpLambdaIntegration('Orders', fn) });
    },
  },
  { rule: 'timeout-wall', plant: (stack, broken) => worker(stack, 'Worker', { timeout: Duration.minutes(broken ? 15 : 5) }) },
  {
    rule: 'schedule-overlap',
    plant(stack, broken) {
      const fn = worker(stack, 'Worker', { timeout: Duration.minutes(5) });
      new events.Rule(stack, 'Often', { schedule: events.Schedule.rate(Duration.minutes(broken ? 1 : 10)), targets: [new targets.LambdaFunction(fn)] });
    },
  },
  { rule: 'default-size', plant: (stack, broken) => worker(stack, 'Worker', broken ? {} : { timeout: Duration.seconds(10), memorySize: 512 }) },
  {
    rule: 'alias-bypassed',
    plant(stack, broken) {
      const fn = worker(stack);
      const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
      (broken ? fn : alias).addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Jobs')));
    },
  },
  { rule: 'canary-without-alarm', plant: (stack, broken) => canary(stack, broken ? 0 : 1, ofVersion) },
  { rule: 'canary-alarm-mixes-versions', plant: (stack, broken) => canary(stack, 1, broken ? fn => ({ FunctionName: fn.functionName }) : ofVersion) },
  {
    rule: 'version-pinned',
    plant(stack, broken) {
      const fn = worker(stack);
      new lambda.CfnAlias(stack, 'Live', { functionName: fn.functionName, name: 'live', functionVersion: broken ? '3' : fn.currentVersion.version });
    },
  },
  { rule: 'runtime-end-of-life', plant: (stack, broken) => worker(stack, 'Worker', { runtime: broken ? lambda.Runtime.NODEJS_16_X : lambda.Runtime.NODEJS_24_X }) },
  {
    rule: 'environment-size',
    plant: (stack, broken) => worker(stack, 'Worker', { environment: { SETTINGS: 'orders '.repeat(broken ? 700 : 7) } }),
  },
  {
    rule: 'layers',
    plant(stack, broken) {
      const layers = [...Array(broken ? 6 : 5).keys()].map(index => `arn:aws:lambda:eu-west-1:111111111111:layer:l${index}:1`);
      (worker(stack).node.defaultChild as lambda.CfnFunction).layers = layers;
    },
  },
  {
    rule: 'filters',
    plant(stack, broken) {
      const filters = [...Array(broken ? 11 : 5).keys()].map(index => lambda.FilterCriteria.filter({ body: { kind: [`k${index}`] } }));
      worker(stack).addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Jobs'), { filters }));
    },
  },
  { rule: 'size-scope', plant: (stack, broken) => worker(stack, 'Worker', { memorySize: broken ? 16384 : 1024, ephemeralStorageSize: Size.mebibytes(512) }) },
  {
    rule: 'isolated-network',
    plant(stack, broken) {
      const subnetType = broken ? ec2.SubnetType.PRIVATE_ISOLATED : ec2.SubnetType.PRIVATE_WITH_EGRESS;
      const vpc = new ec2.Vpc(stack, 'Network', { maxAzs: 2, subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }, { name: 'inner', subnetType }] });
      const queue = new sqs.Queue(stack, 'Jobs');
      queue.grantSendMessages(worker(stack, 'Worker', { vpc, vpcSubnets: { subnetType }, environment: { QUEUE: queue.queueUrl } }));
    },
  },
  {
    rule: 'edge-limits',
    plant(stack, broken) {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.CompositePrincipal(new iam.ServicePrincipal('lambda.amazonaws.com'), new iam.ServicePrincipal('edgelambda.amazonaws.com')) });
      const fn = worker(stack, 'Worker', { role, tracing: broken ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED });
      new cloudfront.Distribution(stack, 'Site', {
        defaultBehavior: {
          origin: new origins.HttpOrigin('example.org'), edgeLambdas: [{ functionVersion: fn.currentVersion, eventType: cloudfront.LambdaEdgeEventType.ORIGIN_REQUEST }],
        },
      });
    },
  },
];
