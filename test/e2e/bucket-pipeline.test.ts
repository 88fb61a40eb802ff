import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { App } from 'aws-cdk-lib';
import { DemoStack } from '../../examples/01-bucket-pipeline/demo/demo-stack';
import { readFileRows } from '../../examples/01-bucket-pipeline/demo/file-rows';
import { follow, Journey } from '../../examples/01-bucket-pipeline/demo/follow';
import { ImportSite } from '../../examples/01-bucket-pipeline/demo/import-site';
import { Evidence, reconcile, Reconciliation } from '../../examples/01-bucket-pipeline/demo/ledger';
import { isPoison, isTransient, TroublePlan } from '../../examples/01-bucket-pipeline/demo/trouble';
import { RowMessage, toBody } from '../../examples/01-bucket-pipeline/handler/row-message';
import { ImportReport } from '../../examples/01-bucket-pipeline/handler/validate';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually } from '../support/cloud/eventually';
import { functionLogs } from '../support/cloud/function-logs';
import { uniqueName } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(240_000);

const NO_TROUBLE: TroublePlan = { seed: 'test', transientPercent: 0, poisonPercent: 0, crashPercent: 0, throwPercent: 0 };

const cloud = useCloud();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-pipeline-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

type Template = { Resources: Record<string, { Type: string; Properties: { PolicyDocument?: { Statement: { Action: string | string[] }[] } } }> };

/** A deployed importer, and what the tests do to it. */
class Importer {
  public static async deploy(name: string, trouble: TroublePlan, change: (template: Template) => void = () => undefined): Promise<Importer> {
    const outdir = mkdtempSync(join(folder, 'assembly-'));
    const app = new App({ outdir });
    const stack = new DemoStack(app, name, { keyColumn: 'id', alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call', trouble });
    app.synth();
    const template = join(outdir, readdirSync(outdir).find(file => file.endsWith('.template.json'))!);
    const content = JSON.parse(readFileSync(template, 'utf8')) as Template;
    change(content);
    writeFileSync(template, JSON.stringify(content));
    return new Importer(stack, (await cloud.deployer.deploy(outdir)).stack());
  }

  public readonly site: ImportSite;

  private constructor(private readonly stack: DemoStack, public readonly deployed: DeployedStack) {
    this.site = new ImportSite(cloud.connection, deployed.outputs);
  }

  public get processName(): string {
    return this.deployed.physicalIdOf(this.stack.process);
  }

  public async upload(name: string, content: string): Promise<void> {
    const file = join(folder, name);
    writeFileSync(file, content);
    await this.site.upload(file, `incoming/${name}`);
  }

  /** Waits until nothing is under way, and looks for every row. */
  public async settle(name: string, replaces?: string): Promise<{ journey: Journey; evidence: Evidence; result: Reconciliation }> {
    const rows = await readFileRows(join(folder, name), 'id');
    const journey = await follow(this.site, { key: `incoming/${name}`, rows: rows.size, replaces }, { figures: () => undefined });
    const evidence = await this.site.evidence(`s3://${this.deployed.outputs.BucketName}/incoming/${name}`, journey.report);
    return { journey, evidence, result: reconcile(rows, evidence) };
  }

  /** Delivers the event of an upload once more, as a retry would. */
  public async deliverAgain(name: string, { generation }: ImportReport): Promise<void> {
    const { BucketName: Bucket } = this.deployed.outputs;
    const { ETag } = await new S3Client(cloud.connection.clientConfig()).send(new HeadObjectCommand({ Bucket, Key: `incoming/${name}` }));
    const [time, sequencer] = generation.split(' ');
    const event = { time, detail: { bucket: { name: Bucket }, object: { key: `incoming/${name}`, etag: JSON.parse(ETag!), sequencer } } };
    const { FunctionError, Payload } = await new LambdaClient(cloud.connection.clientConfig()).send(new InvokeCommand({
      FunctionName: this.deployed.physicalIdOf(this.stack.validate), Qualifier: 'live', Payload: JSON.stringify(event),
    }));
    expect([FunctionError, Payload?.transformToString()]).toEqual([undefined, expect.stringContaining('"sent":')]);
  }

  public async sendRow(row: RowMessage): Promise<void> {
    await new SQSClient(cloud.connection.clientConfig())
      .send(new SendMessageCommand({ QueueUrl: this.deployed.outputs.QueueUrl, MessageBody: toBody(row) }));
  }

  /** The table, in an order that can be compared. */
  public async items(): Promise<RowMessage[]> {
    return (await this.site.items()).sort((one, other) => one.key.localeCompare(other.key));
  }
}

function csv(keys: readonly string[], value: (key: string) => string = key => `value of ${key}`): string {
  return ['id,name', ...keys.map(key => `${key},${value(key)}`), ''].join('\n');
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `key-${index}`);
}

test('stores good rows, stores troubled rows in the end, parks poison, rejects what is malformed', async () => {
  const plan: TroublePlan = { seed: 'test', transientPercent: 30, poisonPercent: 5, crashPercent: 5, throwPercent: 5 };
  const keys = numbered(150);
  const poison = keys.filter(key => isPoison(plan, key));
  expect(poison.length).toBeGreaterThan(2);
  expect(keys.filter(key => isTransient(plan, key)).length).toBeGreaterThan(20);

  const importer = await Importer.deploy(uniqueName('import'), plan);
  await importer.upload('mixed.csv', `${csv(keys)}key-0,again\nshort\n,no key\nkey-x,"open`);
  const { journey, evidence, result } = await importer.settle('mixed.csv');

  expect(result).toEqual({
    ledger: { in: 154, stored: 150 - poison.length, duplicate: 1, rejected: 3, parked: poison.length, lost: 0 },
    lostLines: [],
    strangers: [],
  });
  expect(new Set(evidence.parked.map(({ key }) => key))).toEqual(new Set(poison));
  expect(evidence.leftOut).toEqual([
    { kind: 'duplicate', line: 152, reason: 'its key stands on line 2 already' },
    { kind: 'rejected', line: 153, reason: 'has 1 fields, and the header has 2' },
    { kind: 'rejected', line: 154, reason: 'has an empty key' },
    { kind: 'rejected', line: 155, reason: 'a quote is opened and never closed', toEnd: true },
  ]);
  expect(journey.report).toMatchObject({ rows: 154, sent: 150, duplicates: 1, rejected: 3 });
  expect(journey.notifications).toBeGreaterThanOrEqual(15);
});

test('a second delivery changes nothing, a later upload replaces, and a late row of the older one does not', async () => {
  const importer = await Importer.deploy(uniqueName('import'), NO_TROUBLE);
  const keys = numbered(25);
  await importer.upload('again.csv', csv(keys));
  const first = await importer.settle('again.csv');
  expect(first.result.ledger).toMatchObject({ in: 25, stored: 25, lost: 0 });
  const before = await importer.items();
  expect(before).toHaveLength(25);

  await importer.deliverAgain('again.csv', first.journey.report!);
  expect((await importer.settle('again.csv')).result).toEqual(first.result);
  expect(await importer.items()).toEqual(before);

  await importer.upload('again.csv', csv(keys.slice(0, 20), key => `new ${key}`));
  const replaced = await importer.settle('again.csv', first.journey.report!.generation);
  expect(replaced.result.ledger).toMatchObject({ in: 20, stored: 20, lost: 0 });
  await importer.sendRow({ ...before[0], row: { id: before[0].key, name: 'late' } });
  await importer.settle('again.csv');
  expect((await importer.items()).map(({ key, row }) => [key, row.name])).toEqual(before.map(({ key, line }) => (
    [key, line <= 21 ? `new ${key}` : `value of ${key}`]
  )));
});

test('an update of the stack while rows are under way loses none', async () => {
  const name = uniqueName('import');
  const importer = await Importer.deploy(name, { ...NO_TROUBLE, transientPercent: 100 });
  await importer.upload('update.csv', csv(numbered(300)));
  await eventually('the first rows are stored', async () => (await importer.site.items()).length > 0);
  await Importer.deploy(name, { ...NO_TROUBLE, seed: 'after the update', transientPercent: 50 });
  const { result } = await importer.settle('update.csv');
  expect(result).toMatchObject({ ledger: { in: 300, stored: 300, parked: 0, lost: 0 }, strangers: [] });
});

test.each([
  ['the table', 'dynamodb:', 'AccessDenied'],
  ['the topic', 'sns:', 'AuthorizationError'],
])('without its grant on %s the processor says so, parks everything and loses nothing', async (_, actions, error) => {
  const importer = await Importer.deploy(uniqueName('import'), NO_TROUBLE, template => withoutActions(template, actions));
  await importer.upload('denied.csv', csv(numbered(30)));
  const { result } = await importer.settle('denied.csv');
  expect(result).toEqual({
    ledger: { in: 30, stored: 0, duplicate: 0, rejected: 0, parked: 30, lost: 0 }, lostLines: [], strangers: [],
  });
  const log = (await functionLogs(cloud.connection, importer.processName)).join('\n');
  expect(log).toContain(error);
  expect(log).toContain(`${actions}${actions === 'sns:' ? 'Publish' : 'PutItem'}`);
});

function withoutActions({ Resources }: Template, prefix: string): void {
  let removed = 0;
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::IAM::Policy') {
      const { Statement } = Properties.PolicyDocument!;
      const kept = Statement.filter(({ Action }) => ![Action].flat().some(action => action.startsWith(prefix)));
      removed += Statement.length - kept.length;
      Properties.PolicyDocument!.Statement = kept;
    }
  }
  expect(removed).toBe(1);
}
