import { dirname } from 'path';
import { scratchDirectory, steadfast, steadfastInColour } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { template } from '../rules/support';

const scratch = scratchDirectory();
const app = scratch.write('app.json', template({
  Worker: { ...lambdaFunction({ MemorySize: 512 }), Metadata: { 'cdk-steadfast': { workload: { requestsPerMonth: 1_000_000, averageDuration: 100 } } } },
  Table: ['AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }],
}));
const FLAGS = ['cost', '--requests', '10000000', '--duration', '200', '--memory', '512'];
const json = (...given: string[]) => JSON.parse(steadfast(...given, '--format', 'json').out);

describe('one function by its flags', () => {
  test('the contract: dollars a month, unrounded, and what the same load costs elsewhere', () => {
    const { requests, duration, total, alternatives } = json(...FLAGS);
    expect(requests).toBeCloseTo(2, 9);
    expect(duration).toBeCloseTo(16.6667, 9);
    expect(total).toBeCloseTo(18.6667, 9);
    expect(alternatives.map((one: { name: string }) => one.name)).toEqual(['lambda-arm64', 'lambda-provisioned', 'fargate', 'ec2']);
    expect(alternatives.every((one: { monthly: unknown }) => typeof one.monthly === 'number')).toBe(true);
  });

  test('every flag counts', () => {
    const { requests, duration, other } = json(...FLAGS, '--arch', 'arm64', '--provisioned', '50', '--provisioned-hours', '100', '--duration', '350');
    expect([other, duration, requests].map(dollars => dollars.toFixed(2))).toEqual(['30.00', '13.61', '2.00']);
    expect(json(...FLAGS, '--free-tier').total).toBeCloseTo(1.8 + 600_000 * 0.0000166667, 9);
    expect(json(...FLAGS, '--region', 'eu-west-1').total).toBeCloseTo(18.6667, 9);
    expect(json(...FLAGS, '--peak', '500').alternatives[2].what).not.toBe(json(...FLAGS).alternatives[2].what);
  });

  test('people read dollars and cents, and where another way begins to pay', () => {
    const { code, out } = steadfast(...FLAGS);
    expect(code).toBe(0);
    expect(out).toMatch(/total +\$18\.67/);
    expect(out).toMatch(/fargate +\$9\.01 +1 task of 0\.25 vCPU and 0\.5 GB +cheaper from 4,8\d\d,\d\d\d requests a month/);
    expect(out).toContain('May a caller wait for a cold start now and then?');
    expect(steadfastInColour(...FLAGS).out).toContain('\u001b[1m');
  });
});

describe('a whole app', () => {
  test('prices what it knows, and says what it does not', () => {
    const { code, out } = steadfast('cost', app);
    expect(code).toBe(0);
    expect(out).toMatch(/^at least \$1\.03 a month\n/);
    expect(out).toContain('DynamoDB writes on demand of Table: no template tells it: state resources.Table.writes in the workload file');
    expect(json('cost', app)).toMatchObject({ version: 1, currency: 'USD', complete: false, total: expect.closeTo(1.0333, 4) });
  });

  test('a workload file says the rest; JSON and YAML alike', () => {
    const functions = { Worker: { requestsPerMonth: 2_000_000, logBytesPerRequest: 0 } };
    const more = { functions, resources: { Table: { writes: 1_000_000, reads: 0, storedGb: 4 } } };
    const yaml = 'functions:\n  Worker: { requestsPerMonth: 2000000, logBytesPerRequest: 0 }\nresources:\n  Table: { writes: 1000000, reads: 0, storedGb: 4 }\n';
    const priced = [scratch.write('workload.json', more), scratch.write('workload.yaml', yaml)].map(file => json('cost', app, '--workload', file));
    expect(priced[0]).toEqual(priced[1]);
    expect(priced[0].total).toBeCloseTo(2 * 1.0333 + 0.625 + 1, 3);
    expect(priced[0].lines.filter((line: { cost: unknown }) => line.cost === null).map((line: { price: string }) => line.price)).toEqual(['logs.storage']);
  });

  test('the region and the free tier of the workload hold, and a flag goes before the region', () => {
    const file = scratch.write('placed.yaml', 'region: eu-west-1\nfreeTier: true\n');
    const own = json('cost', app, '--workload', file);
    expect([own.functions[0].region, own.freeTier]).toEqual(['eu-west-1', true]);
    expect(json('cost', app, '--workload', file, '--region', 'us-east-2').functions[0].region).toBe('us-east-2');
  });

  test('people read equal lines of several resources as one, and the region where there are several', () => {
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors' } };
    const several = scratch.write('alarms.json', { Resources: { One: alarm, Other: alarm } });
    const { out } = steadfast('cost', several);
    expect(out).toMatch(/\$0\.20 +CloudWatch +alarm metrics +2 metrics\n/);
    expect(out).toContain('What this rests on');
    const artifacts = Object.fromEntries(['us-east-1', 'eu-west-1'].map(region => [region, {
      type: 'aws:cloudformation:stack', environment: `aws://111111111111/${region}`, properties: { templateFile: 'worker.json' },
    }]));
    const traffic = { Metadata: { 'cdk-steadfast': { workload: { requestsPerMonth: 1_000_000, averageDuration: 100 } } } };
    scratch.write('regions/worker.json', template({ Worker: { ...lambdaFunction(), ...traffic } }));
    const regions = scratch.write('regions/manifest.json', { artifacts });
    expect(steadfast('cost', dirname(regions)).out).toMatch(/1,000,000 requests +us-east-1\n[^]*1,000,000 requests +eu-west-1\n/);
    expect(steadfast('cost', several, '--bill').out).not.toContain('What this rests on');
  });

  test('warm environments stand in a line of their own', () => {
    expect(steadfast(...FLAGS, '--provisioned', '10').out).toMatch(/provisioned capacity +\$\d+\.\d\d\n/);
    expect(steadfast(...FLAGS).out).not.toContain('provisioned capacity');
  });

  test('a price file takes the place of the lines it has, and gives its own source', () => {
    const file = scratch.write('prices.yaml', [
      'source: our agreement', 'date: "2026-11-01"', 'regions:', '  us-east-1:', '    lambda.requests: { usd: 0.10, per: 1000000 }',
      '    dynamodb.write: [{ usd: 1, per: 1000, upTo: 1000 }, { usd: 0 }]',
    ].join('\n'));
    const writes = scratch.write('writes.json', { resources: { Table: { writes: 5000 } } });
    const { lines, sources } = json('cost', app, '--prices', file, '--workload', writes);
    const costs = new Map(lines.map((line: { price: string; cost: number | null }) => [line.price, line.cost]));
    expect([costs.get('lambda.requests'), costs.get('dynamodb.write')]).toEqual([expect.closeTo(0.1, 9), expect.closeTo(1, 9)]);
    expect(costs.get('lambda.duration.x86_64')).toBeCloseTo(50_000 * 0.0000166667, 9);
    expect(sources).toContainEqual({ source: 'our agreement', date: '2026-11-01', lines: 2 });
    expect(json(...FLAGS, '--prices', file).requests).toBeCloseTo(1, 9);
  });
});

/** What is wrong, and the one line that says so. */
test.each<[string, () => string[], string | RegExp]>([
  ['nothing', () => ['cost'], 'name a template or cloud assembly, or describe a function by --requests, --duration and --memory; --requests is missing'],
  ['no number', () => ['cost', '--requests', 'many', '--duration', '1', '--memory', '128'], "--requests must be a number of at least 0; given 'many'"],
  ['nothing where a number should be', () => ['cost', '--requests', ' ', '--duration', '1', '--memory', '128'], "--requests must be a number of at least 0; given ' '"],
  ['no memory that Lambda has', () => ['cost', '--requests', '1', '--duration', '1', '--memory', '64'], "--memory must be a number from 128 to 10240; given '64'"],
  ['part of a MB', () => ['cost', '--requests', '1', '--duration', '1', '--memory', '128.5'], "--memory must be whole MB; given '128.5'"],
  ['too long a run', () => ['cost', '--requests', '1', '--duration', '900001', '--memory', '128'], /--duration must be a number from 0 to 900000/],
  ['more hours than a month has', () => [...FLAGS, '--provisioned', '1', '--provisioned-hours', '745'], '--provisioned-hours must be a number from 0 to 744'],
  ['an unknown processor', () => [...FLAGS, '--arch', 'mips'], "--arch must be one of x86_64, arm64; given 'mips'"],
  ['an unknown region', () => [...FLAGS, '--region', 'mars-1'], /the price list does not tell what this costs in mars-1; it knows of us-east-1, .*--prices FILE/],
  ['flags and a path', () => ['cost', app, '--memory', '128'], '--memory describes one function, PATH a whole app: give one of the two'],
  ['a workload without an app', () => [...FLAGS, '--workload', 'w.json'], '--workload belongs to an app: name its template or cloud assembly'],
  ['no such workload', () => ['cost', app, '--workload', 'none.yaml'], /none\.yaml: /],
  ['a workload that is a list', () => workload([]), /this is not a workload: a map with functions and resources is expected/],
  ['an unknown key', () => workload({ function: {} }), /function means nothing in a workload; there is region, freeTier, accountConcurrency, functions, resources/],
  ['a region that is a number', () => workload({ region: 1 }), /region must be a text; given 1/],
  ['a free tier that is a word', () => workload({ freeTier: 'yes' }), /freeTier must be true or false; given "yes"/],
  ['functions that are a list', () => workload({ functions: [] }), /functions must be a map; given \[\]/],
  ['a function that is not there', () => workload({ functions: { Wroker: {} } }), /functions\.Wroker is the logical id or construct path of no function here/],
  ['a misspelt number', () => workload({ functions: { Worker: { requests: 1 } } }), /functions\.Worker\.requests means nothing; there is requestsPerMonth, averageDuration, /],
  ['a number that is a word', () => workload({ functions: { Worker: { averageDuration: '100ms' } } }), /functions\.Worker\.averageDuration must be a number from 0 to 900000; given "100ms"/],
  ['a number without an end', () => ['cost', app, '--workload', scratch.write('endless.yaml', 'functions: { Worker: { requestsPerMonth: .inf } }')], /functions\.Worker\.requestsPerMonth must be a number of at least 0/],
  ['a share beyond all', () => workload({ functions: { Worker: { cpuShare: 40 } } }), /functions\.Worker\.cpuShare must be a number from 0 to 1; given 40/],
  ['a need that nobody knows', () => workload({ functions: { Worker: { needs: { tpu: true } } } }), /needs\.tpu means nothing; there is gpu, coldStarts, operations, longestRun/],
  ['a need that is no answer', () => workload({ functions: { Worker: { needs: { operations: 'lots' } } } }), /needs\.operations must be one of none, some, full; given "lots"/],
  ['a resource that is not there', () => workload({ resources: { Tabel: { writes: 1 } } }), /resources\.Tabel is the logical id or construct path of nothing here/],
  ['a quantity of another type', () => workload({ resources: { Table: { publishes: 1 } } }), /resources\.Table\.publishes means nothing for AWS::DynamoDB::Table; there is writes, reads, storedGb/],
  ['fewer than nothing', () => workload({ resources: { Table: { writes: -1 } } }), /resources\.Table\.writes must be a number of at least 0; given -1/],
  ['prices without a source', () => prices({ date: '2026', regions: {} }), /source must say where the prices were read; given/],
  ['prices without regions', () => prices({ source: 's', date: 'd' }), /regions must be a map/],
  ['a price that nobody uses', () => prices({ ...TOLD, regions: { 'us-east-1': { 'lambda.request': 1 } } }), /regions\.us-east-1\.lambda\.request is no price that is used; see docs\/cost\.md for the ids/],
  ['a price that is a word', () => prices({ ...TOLD, regions: { 'us-east-1': { 'lambda.requests': 'free' } } }), /lambda\.requests must be a number of at least 0; given "free"/],
  ['tiers that shrink', () => prices({ ...TOLD, regions: { r: { 'lambda.requests': [{ usd: 1, upTo: 2 }, { usd: 1, upTo: 1 }] } } }), /must list its tiers by growing upTo/],
  ['no tiers', () => prices({ ...TOLD, regions: { r: { 'lambda.requests': [] } } }), /must list its tiers by growing upTo/],
  ['a misspelt tier', () => prices({ ...TOLD, regions: { r: { 'lambda.requests': { price: 1 } } } }), /lambda\.requests\.price means nothing in a price; there is usd, per, upTo/],
])('%s: one line, exit 2', (_title, given, message) => {
  const { code, out, err } = steadfast(...given());
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^steadfast: [^\n]+\n$/);
  expect(err).toMatch(message);
});

const TOLD = { source: 'here', date: '2026-11-01' };

function workload(content: object): string[] {
  return ['cost', app, '--workload', scratch.write('wrong.yaml', JSON.stringify(content))];
}

function prices(content: object): string[] {
  return ['cost', app, '--prices', scratch.write('wrong-prices.json', content)];
}

test('a workload that a template states wrongly is told with its place', () => {
  const wrong = scratch.write('stated.json', template({ Worker: { ...lambdaFunction(), Metadata: { 'cdk-steadfast': { workload: { requestsPerMonth: 1 } } } } }));
  const { code, err } = steadfast('cost', wrong);
  expect(code).toBe(2);
  expect(err).toMatch(/stated\.json, Worker: the workload of Worker must state requestsPerMonth and averageDuration \(milliseconds\); it states requestsPerMonth\n$/);
});

test('help tells the flags, however it is asked for', () => {
  expect(['-h', 'help'].map(word => steadfast(word))).toEqual(['-h', 'help'].map(() => steadfast('--help')));
  expect(steadfast('cost', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--requests N') });
  expect(steadfast('--help').out).toContain('cost PATH...');
});
