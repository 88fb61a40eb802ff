import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { CloudAddress } from './cloud-connection';
import { EmbeddedCloud } from './embedded-cloud';
import { eventually } from './eventually';
import { projectRoot } from './python-environment';

jest.setTimeout(120_000);

/** Every process of the cloud's group that still lives. */
function processesOf(address: CloudAddress): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, group, state]) => Number(group) === address.processId && !state.startsWith('Z'))
    .map(([pid]) => Number(pid));
}

async function gone(address: CloudAddress): Promise<void> {
  await eventually('the whole group has ended', () => processesOf(address).length === 0, { timeoutMs: 10_000 });
}

test('answers over TLS to a client that trusts its certificate, and to no other', async () => {
  const cloud = await EmbeddedCloud.start();
  try {
    const { Buckets } = await new S3Client(cloud.clientConfig()).send(new ListBucketsCommand({}));
    expect(Buckets ?? []).toEqual([]);
    const stranger = connect({ host: '127.0.0.1', port: Number(new URL(cloud.endpoint).port), servername: 'localhost' });
    const [error] = await once(stranger, 'error');
    expect(error.code).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
    expect(cloud.logs()).toContain('Running on https://127.0.0.1');
  } finally {
    await cloud.stop();
  }
  await gone(cloud.address);
  expect(existsSync(dirname(cloud.address.logFile))).toBe(false);
  await cloud.stop();
});

test('stops although its server hangs', async () => {
  const cloud = await EmbeddedCloud.start();
  processesOf(cloud.address).filter(pid => pid !== cloud.address.processId).forEach(pid => process.kill(pid, 'SIGSTOP'));
  const before = Date.now();
  await cloud.stop();
  expect(Date.now() - before).toBeLessThan(4_000);
  await gone(cloud.address);
});

test('stops although its guardian hangs too', async () => {
  const cloud = await EmbeddedCloud.start();
  processesOf(cloud.address).forEach(pid => process.kill(pid, 'SIGSTOP'));
  await cloud.stop();
  await gone(cloud.address);
});

test('ends itself when its life time is over', async () => {
  const cloud = await EmbeddedCloud.start({ lifetimeMs: 1_000 });
  await gone(cloud.address);
  expect(cloud.logs()).toContain('the life time of 1 s is over');
  await cloud.stop();
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('does not outlive a parent that ends by %s', async signal => {
  const script = `
    require('ts-node').register({ transpileOnly: true, project: ${JSON.stringify(join(projectRoot(), 'test', 'tsconfig.json'))} });
    require(${JSON.stringify(join(__dirname, 'embedded-cloud.ts'))}).EmbeddedCloud.start()
      .then((cloud) => { console.log(JSON.stringify(cloud.address)); setInterval(() => undefined, 1_000); });`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface(parent.stdout), 'line');
  const address = JSON.parse(line) as CloudAddress;
  expect(processesOf(address).length).toBeGreaterThan(1);
  parent.kill(signal);
  await once(parent, 'exit');
  expect(parent.signalCode).toBe(signal);
  await gone(address);
  expect(existsSync(dirname(address.logFile))).toBe(false);
});

test('says where the log is when the server cannot start', async () => {
  const logFolder = mkdtempSync(join(tmpdir(), 'cloud-log-'));
  try {
    await expect(EmbeddedCloud.start({ logFolder, environment: { PYTHONHASHSEED: 'nonsense' } }))
      .rejects.toThrow(/The embedded cloud ended at once. Its log is kept in .*cloud-log-.*PYTHONHASHSEED/s);
  } finally {
    rmSync(logFolder, { recursive: true, force: true });
  }
});
