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
  return withAssembly(uniqueName('runtime'), stack => {
    fn = new SteadfastFunction(stack, 'Function', { timeout: Duration.seconds(10), ...propsIn(stack) });
  }, async assembly => {
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
  expect(await run(stack => ({
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

/** The same in Rust. */
const RUST = `use std::env;
use std::io::{Read, Write};
use std::net::TcpStream;

fn ask(api: &str, request: String) -> String {
    let mut stream = TcpStream::connect(api).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn main() {
    let api = env::var("AWS_LAMBDA_RUNTIME_API").unwrap();
    let path = "/2018-06-01/runtime/invocation";
    loop {
        let next = ask(&api, format!("GET {path}/next HTTP/1.0\\r\\nHost: {api}\\r\\n\\r\\n"));
        let (head, event) = next.split_once("\\r\\n\\r\\n").unwrap();
        let header = head.lines().find(|line| line.to_lowercase().starts_with("lambda-runtime-aws-request-id:")).unwrap();
        let id = header.split_once(": ").unwrap().1;
        let name = event.split('"').nth(3).unwrap();
        let body = format!("\\"hello {name}\\"");
        ask(&api, format!("POST {path}/{id}/response HTTP/1.0\\r\\nHost: {api}\\r\\nContent-Length: {}\\r\\n\\r\\n{body}", body.len()));
    }
}
`;

/** A handler as Lambda's Java runtime calls it, with streams. */
const JAVA = `package example;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

public class Hello {
    public void handle(InputStream event, OutputStream answer) throws Exception {
        String name = new String(event.readAllBytes(), StandardCharsets.UTF_8).split("\\"")[3];
        answer.write(("\\"hello " + name + "\\"").getBytes(StandardCharsets.UTF_8));
    }
}
`;

/** A test where the compiler is present. */
const withCompiler = (compiler: string, option: string): jest.It => (spawnSync(compiler, [option]).status === 0 ? test : test.skip);

const HOST = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const compile = (command: string, options: string[], cwd: string, env: NodeJS.ProcessEnv = {}): void => {
  execFileSync(command, options, { cwd, env: { ...process.env, ...env } });
};

withCompiler('go', 'version')('Go, for the processor it was compiled for', async () => {
  const root = packageOf({ 'main.go': GO, 'go.mod': 'module hello\n\ngo 1.19\n', 'out/.keep': '' });
  compile('go', ['build', '-o', join(root, 'out/bootstrap'), '.'], root, { GOOS: 'linux', CGO_ENABLED: '0', GOFLAGS: '-mod=mod' });
  expect(await run(() => ({ runtime: lambda.Runtime.PROVIDED_AL2023, handler: 'bootstrap', code: lambda.Code.fromAsset(join(root, 'out')) })))
    .toEqual({ answer: 'hello Ada', architecture: HOST });
}, 180_000);

withCompiler('rustc', '--version')('Rust, for the processor it was compiled for', async () => {
  const root = packageOf({ 'main.rs': RUST, 'out/.keep': '' });
  compile('rustc', ['--edition', '2021', '-o', join(root, 'out/bootstrap'), 'main.rs'], root);
  expect(await run(() => ({ runtime: lambda.Runtime.PROVIDED_AL2023, handler: 'bootstrap', code: lambda.Code.fromAsset(join(root, 'out')) })))
    .toEqual({ answer: 'hello Ada', architecture: HOST });
}, 180_000);

withCompiler('javac', '-version')('Java', async () => {
  const root = packageOf({ 'Hello.java': JAVA, 'out/.keep': '' });
  compile('javac', ['-d', 'out', 'Hello.java'], root);
  expect(await run(() => ({ runtime: lambda.Runtime.JAVA_17, handler: 'example.Hello::handle', code: lambda.Code.fromAsset(join(root, 'out')) })))
    .toMatchObject({ answer: 'hello Ada' });
}, 180_000);
