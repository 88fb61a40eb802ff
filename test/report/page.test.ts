import { DOMParser } from '@xmldom/xmldom';
import * as fc from 'fast-check';
import { reportOf, reportOn } from './support';
import { html, json } from '../../src/report/page/html';
import { lanesOf } from '../../src/report/page/lanes';
import { BOX, layOut, PlacedBox } from '../../src/report/page/layout';
import { pageOf } from '../../src/report/page/page';
import { Report } from '../../src/report/report';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { manyFunctions } from '../support/many-functions';

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const EVIL = 'x"\'</script><script>alert(1)</script><!--&amp;\u2028';

describe('html', () => {
  test('what is put into a hole is text, in text and in attributes', () => {
    expect(html`<p title="${EVIL}">${EVIL}</p>`.text).not.toMatch(/<script|<!--|title="[^"]*"[^>]/);
  });

  test('whatever the text, a parser reads back just that text', () => {
    // Control characters are taken out: no document may hold them. So is U+2028: this test's parser reads it as a line's end, as XML 1.1 does and HTML does not.
    const text = fc.string({ unit: 'grapheme' }).map(one => one.replace(/[\u0000-\u001f\u007f-\u009f\u2028\ud800-\udfff\ufffe\uffff]/g, ''));
    fc.assert(fc.property(text, one => {
      const read = new DOMParser().parseFromString(html`<p title="${one}">${one}</p>`.text, 'text/xml').documentElement;
      expect([read?.textContent, read?.getAttribute('title')]).toEqual([one, one]);
    }));
  });

  test('data keeps its value and cannot end its element', () => {
    fc.assert(fc.property(fc.jsonValue(), data => {
      const { text } = json(data);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
      expect(text).not.toMatch(/[<\u2028\u2029]/);
    }));
    expect(json(EVIL).text).not.toContain('<');
  });
});

describe('lanes', () => {
  const lanesIn = (report: Report): readonly string[][] => lanesOf(report.map).map(lane => lane.boxes.filter(box => box.looks === 'function').map(box => box.name));

  test('functions that share only a parking place or a table stand apart', () => {
    const jobs = { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } } };
    const report = reportOf({
      Worker: lambdaFunction(),
      Helper: lambdaFunction(),
      Role: lambdaRole({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('Items') }),
      Items: ['AWS::DynamoDB::Table'],
      Jobs: jobs,
      Others: jobs,
      Parked: ['AWS::SQS::Queue'],
      Mapping: queueMapping(),
      Second: queueMapping({ FunctionName: { Ref: 'Helper' }, EventSourceArn: arn('Others') }),
    });
    expect(lanesIn(report)).toEqual([['Worker'], ['Helper']]);
  });

  test('functions that hand events to each other stand together', () => {
    const report = reportOf({
      Worker: lambdaFunction(),
      Sender: lambdaFunction({ Role: arn('Sending') }),
      Role: lambdaRole(),
      Sending: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Jobs') }),
      Jobs: ['AWS::SQS::Queue'],
      Mapping: queueMapping(),
    });
    expect(lanesIn(report)).toEqual([['Worker', 'Sender']]);
  });

  test('what a function writes to its own source does not lead back', async () => {
    const report = reportOf({
      Worker: lambdaFunction(), Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Jobs') }), Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping(),
    });
    const [lane] = await layOut(lanesOf(report.map));
    expect(lane.lines.map(({ points }) => points[0].x < points[points.length - 1].x)).not.toContain(false);
    expect(lane.boxes.filter(box => box.name === 'Jobs')).toHaveLength(2);
  });
});

const meet = (one: PlacedBox, other: PlacedBox): boolean => Math.abs(one.x - other.x) < BOX.width && Math.abs(one.y - other.y) < BOX.height;

describe('300 functions', () => {
  const report = reportOn(manyFunctions(10, 30));

  test('are all drawn, and no two boxes of a drawing overlap', async () => {
    const placed = await layOut(lanesOf(report.map));
    const drawn = placed.flatMap(({ boxes }) => boxes.filter(box => box.looks === 'function').map(box => box.id));
    expect(new Set(drawn).size).toBe(300);
    const overlapping = placed.flatMap(({ boxes }) => boxes.filter((one, index) => boxes.slice(index + 1).some(other => meet(one, other))));
    const outside = placed.flatMap(({ boxes, width, height }) => boxes.filter(one => one.x + BOX.width > width || one.y + BOX.height > height));
    expect([...overlapping, ...outside]).toEqual([]);
  }, 120_000);

  test('make drawings of a readable size: a source of many is drawn again for each', () => {
    const functions = lanesOf(report.map).map(lane => lane.boxes.filter(box => box.looks === 'function').length);
    expect(Math.max(...functions)).toBeLessThanOrEqual(12);
    const apis = reportOn(manyFunctions(1, 60));
    expect(Math.max(...lanesOf(apis.map).map(lane => lane.boxes.filter(box => box.looks === 'function').length))).toBe(1);
  });
});

describe('the page', () => {
  test('keeps names as text, wherever they stand', async () => {
    const evil = { ...lambdaFunction(), Metadata: { 'aws:cdk:path': `Stack/${EVIL}/Resource`, 'cdk-steadfast': { acknowledge: [{ rule: 'tracing', reason: EVIL }] } } };
    const jobs = { Type: 'AWS::SQS::Queue', Metadata: { 'aws:cdk:path': `Stack/${EVIL}Queue/Resource` } };
    const role = lambdaRole({ Effect: 'Allow', Action: `s3:${EVIL}*`, Resource: EVIL });
    const page = await pageOf(reportOn({ [`${EVIL}.json`]: { Resources: { Worker: evil, Role: role, Jobs: jobs, Mapping: queueMapping() } } }));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<!--');
    expect(page).toContain('alert(1)&lt;/script&gt;');
  });

  test('needs nothing from anywhere, and lets nothing run but its own script', async () => {
    const page = await pageOf(reportOf({ Worker: lambdaFunction(), Role: lambdaRole() }));
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy.replace(/sha256-[A-Za-z0-9+/=]{44}/g, 'HASH')).toBe(
      'default-src &#39;none&#39;; script-src &#39;HASH&#39;; style-src &#39;HASH&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;');
    expect(page).not.toMatch(/<link|<img|<iframe|@import|url\((?!#)|\sstyle=|\son\w+=/i);
    expect(page.match(/\ssrc=|https?:\/\/(?!github\.com\/cdk-steadfast|www\.w3\.org)/g)).toBeNull();
  });

  test('is the same for the same templates', async () => {
    const one = (): Promise<string> => pageOf(reportOn(manyFunctions(1, 5)));
    expect(await one()).toBe(await one());
  });
});
