import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CfnOutput, Duration, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Release, SmokeTest, SteadfastFunction } from '../../src';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

/*
 * The embedded cloud has no CodeDeploy: the deployment group is left out, the hook is invoked as CodeDeploy would,
 * and what it reports is captured. That traffic shifts, and that it shifts back, cannot be shown here.
 */

const cloud = useCloud();
let functions: LambdaClient;
let codeDeploy: Server;
let reports: { status: string; deploymentId: string }[];

beforeAll(async () => {
  functions = new LambdaClient(cloud.connection.clientConfig());
  codeDeploy = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => { text += chunk; });
    request.on('end', () => {
      reports.push(JSON.parse(text));
      response.setHeader('content-type', 'application/x-amz-json-1.1').end('{}');
    });
  });
  await new Promise<void>(listening => codeDeploy.listen(0, '127.0.0.1', listening));
});

beforeEach(() => {
  reports = [];
});

afterAll(async () => {
  codeDeploy?.closeAllConnections();
  codeDeploy?.close();
  functions?.destroy();
});

const app = (code: string, smokeTest: SmokeTest) => (stack: Stack): void => {
  const fn = new SteadfastFunction(stack, 'Orders', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(code),
    timeout: Duration.seconds(10),
    release: Release.canary({ smokeTest }),
  });
  const hook = fn.node.findChild('SmokeTest') as lambda.Function;
  hook.addEnvironment('AWS_ENDPOINT_URL_CODEDEPLOY', `http://127.0.0.1:${(codeDeploy.address() as AddressInfo).port}`);
  new CfnOutput(stack, 'Hook', { value: hook.functionName });
};

const HEALTHY = 'exports.handler = async ({ rawPath }) => ({ statusCode: rawPath === "/health" ? 200 : 404, body: JSON.stringify({ ok: true }) });';

test.each<[string, string, SmokeTest, string, string | undefined]>([
  ['a good version', HEALTHY, SmokeTest.ofRequest({ path: '/health', expectedBody: { ok: true } }), 'Succeeded', undefined],
  ['a version that answers something else', HEALTHY, SmokeTest.ofRequest({ path: '/' }), 'Failed', 'result.statusCode must be 200, and is 404'],
  ['a version that throws', 'exports.handler = async () => { throw new Error("broken"); };', SmokeTest.ofEvent({ payload: { Records: [] } }), 'Failed', 'broken'],
  ['a version that takes too long', 'exports.handler = () => new Promise((done) => setTimeout(done, 6000));',
    SmokeTest.ofEvent({ payload: {}, timeout: Duration.seconds(2) }), 'Failed', 'no answer within 2000 ms'],
])('%s is tested for real, with the hook\'s own rights', async (_name, code, smokeTest, status, reason) => {
  await withAssembly(uniqueName('smoke'), app(code, smokeTest), async assembly => {
    const { outputs } = (await cloud.deployer.deploy(assembly)).stack();
    const { Payload } = await functions.send(new InvokeCommand({
      FunctionName: outputs.Hook, Payload: JSON.stringify({ DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' }),
    }));
    const outcome = JSON.parse(Payload!.transformToString());
    expect(outcome).toEqual({ status, ...(reason ? { reason: expect.stringContaining(reason) } : {}) });
    expect(reports).toEqual([{ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status }]);
  });
});
