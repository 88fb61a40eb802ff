import { execFileSync, spawnSync } from 'child_process';
import { join } from 'path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Duration, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { SteadfastFunction } from '../../src';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';
import { packageOf } from '../support/packages';

const cloud = useCloud();

/** Deploys one function behind its live alias, calls it, and tells what it said and where CDK was told to run it. */
async function run(propsIn: (stack: Stack) => lambda.FunctionProps): Promise<{ answer: unknown; architecture: string }> {
  let fn!: SteadfastFunction;
  return withAssembly(uniqueName('runtime'), (stack) => {
    fn = new SteadfastFunction(stack, 'Function', { timeout: Duration.seconds(10), ...propsIn(stack) });
  }, async (assembly) => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    const client = new LambdaClient(cloud.connection.clientConfig());
    const call = { FunctionName: deployed.physicalIdOf(fn.liveAlias), Payload: JSON.stringify({ name: 'Ada' }) };
    const { Payload } = await client.send(new InvokeCommand(call));
    client.destroy();
    return { answer: JSON.parse(Buffer.from(Payload!).toString()), architecture: fn.architecture.name };
  });
}

test('Node.js', async () => {
  const code = lambda.Code.fromAsset(packageOf({ 'index.js': 'exports.handler = async ({ name }) => `hello ${name}`;' }));
  expect(await run(() => ({ runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code }))).toEqual({ answer: 'hello Ada', architecture: 'arm64' });
});

test('Python, with a layer', async () => {
  const example = join(process.cwd(), 'examples', '03-python-with-a-layer');
  expect(await run((stack) => ({
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(join(example, 'handler')),
    layers: [new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(join(example, 'layer')) })],
  }))).toEqual({ answer: 'hello Ada', architecture: 'arm64' });
});

/** A custom runtime in the fewest lines: it asks for events and answers them, as the Lambda runtime API says. */
const GO = `package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
)

func main() {
	api := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/"
	for {
		next, err := http.Get(api + "next")
		if err != nil {
			os.Exit(1)
		}
		var event struct{ Name string }
		json.NewDecoder(next.Body).Decode(&event)
		answer, _ := json.Marshal("hello " + event.Name)
		http.Post(api+next.Header.Get("Lambda-Runtime-Aws-Request-Id")+"/response", "application/json", bytes.NewReader(answer))
	}
}
`;

const hasGo = spawnSync('go', ['version']).status === 0;

(hasGo ? test : test.skip)('Go, for the processor it was compiled for', async () => {
  const root = packageOf({ 'main.go': GO, 'go.mod': 'module hello\n\ngo 1.19\n', 'out/.keep': '' });
  execFileSync('go', ['build', '-o', join(root, 'out/bootstrap'), '.'], { cwd: root, env: { ...process.env, GOOS: 'linux', CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } });
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  expect(await run(() => ({ runtime: lambda.Runtime.PROVIDED_AL2023, handler: 'bootstrap', code: lambda.Code.fromAsset(join(root, 'out')) })))
    .toEqual({ answer: 'hello Ada', architecture });
}, 180_000);
