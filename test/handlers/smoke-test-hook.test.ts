import { execFile } from 'node:child_process';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** The handler as it is shipped, in a process of its own as in Lambda, against services that listen on this machine. */
const SHIPPED = resolve(__dirname, '../../assets/handlers/smoke-test.lambda/index.js');
const CALL = `require(${JSON.stringify(SHIPPED)}).handler({ DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' }).then((outcome) => process.stdout.write('\\nOUTCOME ' + JSON.stringify(outcome)))`;

interface Version {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly after?: number;
}

let services: Server;
let version: Version[];
let invoked: { path: string; body: unknown }[];
let reports: unknown[];

beforeEach(async () => {
  [invoked, reports] = [[], []];
  services = createServer((request, response) => void read(request).then(text => {
    if (request.headers['x-amz-target']?.toString().endsWith('PutLifecycleEventHookExecutionStatus')) {
      reports.push(JSON.parse(text));
      response.end('{}');
      return;
    }
    invoked.push({ path: decodeURIComponent(request.url!), body: JSON.parse(text) });
    const { status = 200, headers = {}, body = '', after = 0 } = version.length > 1 ? version.shift()! : version[0];
    setTimeout(() => response.writeHead(status, headers).end(body), after);
  }));
  await new Promise<void>(listening => services.listen(0, '127.0.0.1', listening));
});

afterEach(async () => {
  services.closeAllConnections();
  await new Promise(closed => services.close(closed));
});

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function run(plan: object): Promise<{ status: string; reason?: string }> {
  const endpoint = `http://127.0.0.1:${(services.address() as AddressInfo).port}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', CALL], {
    cwd: resolve(__dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      NODE_PATH: resolve(__dirname, '../../node_modules'),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: endpoint,
      VERSION_ARN: 'arn:aws:lambda:us-east-1:111111111111:function:orders:7',
      SMOKE_TEST: JSON.stringify({ payload: { hello: 'world' }, request: false, timeout: 5_000, ...plan }),
    },
  });
  return JSON.parse(stdout.split('OUTCOME ')[1]);
}

const report = (status: string) => [{ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status }];

test('a good version is invoked once, and may have traffic', async () => {
  version = [{ body: '{"ok":true}' }];
  expect(await run({ result: { ok: true } })).toEqual({ status: 'Succeeded' });
  expect(invoked).toEqual([{ path: expect.stringContaining('function:orders:7/invocations'), body: { hello: 'world' } }]);
  expect(reports).toEqual(report('Succeeded'));
}, 30_000);

test.each<[string, Version, object, string]>([
  ['throws', { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"errorMessage":"no"}' }, {}, 'the version failed (Unhandled)'],
  ['answers something else', { body: '{"ok":false}' }, { result: { ok: true } }, 'result.ok must be true, and is false'],
  ['does not answer in time', { after: 4_000 }, { timeout: 1_000 }, 'no answer within 1000 ms'],
  ['does not exist', { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: '{"Message":"Function not found"}' }, {}, 'ResourceNotFoundException'],
])('a version that %s may not have traffic', async (_name, broken, plan, reason) => {
  version = [broken];
  const outcome = await run(plan);
  expect(outcome).toEqual({ status: 'Failed', reason: expect.stringContaining(reason) });
  expect(reports).toEqual(report('Failed'));
}, 30_000);

test('a right that is not known everywhere yet is waited for', async () => {
  version = [{ status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{"Message":"not authorized"}' }, { body: 'null' }];
  expect(await run({})).toEqual({ status: 'Succeeded' });
  expect(invoked).toHaveLength(2);
}, 30_000);
