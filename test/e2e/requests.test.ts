import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { LambdaClient, PublishVersionCommand, UpdateAliasCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { aws_apigateway as rest, aws_apigatewayv2 as http, aws_stepfunctions as sfn, CfnOutput } from 'aws-cdk-lib';
import { FunctionTask, HttpIntegration, RestIntegration, SteadfastFunction, SteadfastHttpApi, SteadfastRestApi, UrlTrigger } from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually } from '../support/cloud/eventually';
import { poisonableFunction } from '../support/cloud/poisonable-function';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();
let fn: SteadfastFunction;
let machine: sfn.StateMachine;
let deployed: DeployedStack;

beforeAll(async () => {
  deployed = await cloud.deploy('requests', stack => {
    fn = poisonableFunction(stack);
    const openBecause = 'the emulator signs nothing';

    const restApi = new SteadfastRestApi(stack, 'Rest', { defaultMethodOptions: { authorizationType: rest.AuthorizationType.NONE } });
    restApi.root.addResource('{word}').addMethod('GET', new RestIntegration(fn, { openBecause }));

    const httpApi = new SteadfastHttpApi(stack, 'Http');
    httpApi.addRoutes({
      path: '/{word}', methods: [http.HttpMethod.GET], integration: new HttpIntegration('Words', fn, { openBecause }), authorizer: new http.HttpNoneAuthorizer(),
    });

    const trigger = new UrlTrigger();
    fn.addEventSource(trigger);

    const task = new FunctionTask(stack, 'Task', {
      lambdaFunction: fn, retryOnServiceExceptions: false, whenFailed: new sfn.Pass(stack, 'Caught', { parameters: { caught: sfn.JsonPath.objectAt('$.error') } }),
    });
    machine = new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(task) });

    new CfnOutput(stack, 'RestId', { value: restApi.restApiId });
    new CfnOutput(stack, 'HttpId', { value: httpApi.apiId });
    new CfnOutput(stack, 'Url', { value: trigger.url.url });
  });
});

/** What a front answers: a status and a text. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const ca = readFileSync(cloud.connection.address.certificateFile);
  return new Promise((resolve, reject) => {
    request(`${cloud.connection.endpoint}${path}`, { ca, headers }, response => {
      let text = '';
      response.on('data', (part: Buffer) => {
        text += part.toString();
      }).on('end', () => resolve({ status: response.statusCode!, text }));
    }).on('error', reject).end();
  });
}

/** The emulator looks whether a request is signed, not by whom. */
const SIGNED = { authorization: 'AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=00' };

const urlPath = (word: string): string => `/_aws/lambda-url/${new URL(deployed.outputs.Url).hostname.split('.')[0]}/${word}`;

/** Runs the workflow, and says how it ended in the words of a front. */
async function run(word: string): Promise<Answer> {
  const client = new SFNClient(cloud.connection.clientConfig());
  const input = JSON.stringify({ word });
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: deployed.physicalIdOf(machine), input }));
  const { status, output = '' } = await eventually('the workflow ends', async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
  const { Payload, caught } = JSON.parse(output) as { Payload?: { body: string }; caught?: object };
  return { status: status === 'SUCCEEDED' && Payload ? 200 : 500, text: Payload?.body ?? JSON.stringify(caught) };
}

const FRONTS: [name: string, call: (word: string) => Promise<Answer>][] = [
  ['a REST API', word => get(`/_aws/execute-api/${deployed.outputs.RestId}/prod/${word}`)],
  ['an HTTP API', word => get(`/_aws/execute-api/${deployed.outputs.HttpId}/$default/${word}`)],
  ['a function URL', word => get(urlPath(word), SIGNED)],
  ['a workflow', run],
];

test.each(FRONTS)('whoever sends poison to %s sees the error', async (_name, call) => {
  const { status, text } = await call('poison');
  expect(status).toBeGreaterThanOrEqual(500);
  expect(text).not.toBe('1');
});

test('a workflow finds the error that its task caught', async () => {
  expect((await run('poison')).text).toContain('poison');
});

test('a function URL turns away whoever has not signed', async () => {
  expect((await get(urlPath('good'))).status).toBe(403);
});

/** Publishes a second version and moves the alias to it; nothing else of what is deployed changes. */
async function moveAlias(): Promise<void> {
  const client = new LambdaClient(cloud.connection.clientConfig());
  const FunctionName = deployed.physicalIdOf(fn);
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'second' }));
  const { Version } = await eventually('a second version is published', async () => {
    const published = await client.send(new PublishVersionCommand({ FunctionName }));
    return published.Version === '2' ? published : undefined;
  });
  await client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }));
}

test('every front calls the alias: when only the alias moves, another version answers', async () => {
  const answers = async (): Promise<Record<string, Answer>> => {
    const given: Record<string, Answer> = {};
    for (const [name, call] of FRONTS) given[name] = await call('good');
    return given;
  };
  const everyFront = (text: string): Record<string, Answer> => Object.fromEntries(FRONTS.map(([name]) => [name, { status: 200, text }]));
  expect(await answers()).toEqual(everyFront('1'));
  await moveAlias();
  expect(await answers()).toEqual(everyFront('2'));
});
