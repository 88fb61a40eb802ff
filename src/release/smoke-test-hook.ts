import * as path from 'path';
import { Duration, RemovalPolicy, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SmokeTest } from './smoke-test';
import { OWN_ANSWERS, WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';
import { acknowledge } from '../bridge/resource-metadata';
import { closedLogGroup } from '../defaults/closed-log-group';
import { ServiceRole } from '../defaults/service-role';

/** Time for the hook to start, to wait for a right that was just granted, and to report. */
const AROUND_THE_TEST = Duration.seconds(45);

const CODE = path.join(__dirname, '..', '..', 'assets', 'handlers', 'smoke-test.lambda');

/**
 * The function that tests a new version before CodeDeploy gives it traffic.
 *
 * The construct that is generated beside the handler makes a runtime of its own, which CDK adds to the runtimes of every imported layer:
 * the hash of each function with such a layer changes by it, and a version is published of what nobody changed.
 */
export class SmokeTestHook extends lambda.Function {
  constructor(scope: Construct, id: string, version: lambda.IVersion, test: SmokeTest) {
    const plan = test._plan();
    const logGroup = new logs.LogGroup(scope, `${id}Logs`, { ...closedLogGroup(scope), removalPolicy: RemovalPolicy.DESTROY });
    super(scope, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(CODE),
      description: `Tests a new version of ${scope.node.path} before it sees traffic.`,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.millis(plan.timeout).plus(AROUND_THE_TEST),
      environment: { VERSION_ARN: version.functionArn, SMOKE_TEST: JSON.stringify(plan) },
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup,
      role: new ServiceRole(scope, `${id}Role`, new iam.ServicePrincipal('lambda.amazonaws.com')),
    });
    this.addToRolePolicy(new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
    const resource = this.node.defaultChild as lambda.CfnFunction;
    acknowledgeRules(resource, OWN_ANSWERS.smokeTest);
    acknowledge(resource, 'function-alarms', 'A hook that fails fails its deployment, and whoever deploys is told.');
    acknowledge(resource, 'tracing', 'It runs once a deployment, and its log says what it found.');
    // Any version of this one function: a right to the newest alone would change with every deployment, moments before it is needed.
    const [versions, actions] = [`${version.lambda.functionArn}:*`, ['lambda:InvokeFunction']];
    this.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [versions] }));
    answerWildcard(this, { resource: versions, actions, reason: WILDCARD_REASONS.versions });
  }
}
