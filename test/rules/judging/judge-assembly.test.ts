import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { lambdaFunction } from '../../../src/rules/example-parts';
import { JudgedAssembly } from '../../../src/rules/judging/judge-assembly';
import { Verdict } from '../../../src/rules/judging/verdict';
import { template } from '../support';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

const write = (name: string, content: object): string => {
  const file = path.join(directory, name);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
};
const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });

// One worker in each of two stacks, and one in a stack that is nested in the first.
const orders = write('Orders.template.json', template({
  Placed: lambdaFunction(),
  Below: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://assets/below.json' }, Metadata: { 'aws:asset:path': 'Below.nested.template.json' } },
}));
const below = write('Below.nested.template.json', template({ Packed: lambdaFunction() }));
const billing = write('Billing.template.json', template({ Paid: lambdaFunction() }));
write('manifest.json', { version: '48.0.0', artifacts: { Orders: stack('Orders.template.json'), Billing: stack('Billing.template.json') } });

const logsIn = (places: Verdict['findings']) => places.filter(place => place.rule === 'log-retention').map(place => `${path.basename(place.template)} ${place.logicalId}`);
const LOGS_KEPT = [{ path: '', id: 'steadfast::log-retention', reason: 'the platform keeps logs' }];

describe('an assembly that was judged', () => {
  let judged: JudgedAssembly;
  beforeAll(() => { judged = new JudgedAssembly(directory); });

  test('tells of a stack and of those nested in it', () => {
    expect(logsIn(judged.within([orders]).findings)).toEqual(['Below.nested.template.json Packed', 'Orders.template.json Placed']);
  });

  test('tells of one stack alone', () => {
    expect(logsIn(judged.within([billing]).findings)).toEqual(['Billing.template.json Paid']);
    expect(judged.within([billing]).unknown.every(place => place.template === billing)).toBe(true);
  });

  test('knows a file by any way of writing its path', () => {
    expect(judged.within([path.relative(process.cwd(), billing)])).toEqual(judged.within([billing]));
  });

  test('tells nothing of a file it does not hold', () => {
    expect(judged.within([path.join(directory, 'Other.template.json')])).toEqual({ version: 1, findings: [], unknown: [], acknowledged: [] });
  });
});

describe('acknowledgements from above an assembly', () => {
  test('hold for its stacks and for those nested in them', () => {
    const { findings, acknowledged } = new JudgedAssembly(directory, LOGS_KEPT).within([orders, billing]);
    expect(logsIn(findings)).toEqual([]);
    expect(acknowledged.map(place => [place.template, place.logicalId, place.reason])).toEqual([
      [below, 'Packed', 'the platform keeps logs'], [billing, 'Paid', 'the platform keeps logs'], [orders, 'Placed', 'the platform keeps logs'],
    ]);
  });

  test('leave every other rule as it is', () => {
    expect(new JudgedAssembly(directory, LOGS_KEPT).within([billing]).findings.map(found => found.rule)).toContain('tracing');
  });
});
