import { Header, readHeader } from '../../../examples/01-bucket-pipeline/handler/csv-header';
import { RowJudge } from '../../../examples/01-bucket-pipeline/handler/row-judge';
import { fromBody, RowMessage, toBody } from '../../../examples/01-bucket-pipeline/handler/row-message';

const UPLOAD = { source: 's3://bucket/incoming/file.csv', generation: '2026-01-01T00:00:00Z 01' };

function judgeFor(columns: string[], key = columns[0]): RowJudge {
  return new RowJudge(readHeader(columns, key) as Header, UPLOAD);
}

test.each([
  [['id', 'name'], 'name', { names: ['id', 'name'], keyIndex: 1 }],
  [['id', '', 'x'], 'id', { names: ['id', 'column 2', 'x'], keyIndex: 0 }],
  [['id', 'x', 'x', 'id'], 'id', { names: ['id', 'x', 'column 3', 'column 4'], keyIndex: 0 }],
  [['id', 'column 3', ''], 'id', { names: ['id', 'column 3', 'column 3_'], keyIndex: 0 }],
  [['id', '__proto__', 'pk', 'line'], 'id', { names: ['id', 'column 2', 'pk', 'line'], keyIndex: 0 }],
  [['id', ' id'], 'ID', { problem: 'there is no column "ID"; the columns are "id", " id"' }],
])('names the columns of %j', (columns, key, expected) => {
  expect(readHeader(columns, key)).toEqual(expected);
});

test('sends a good row as a message that is the same each time', () => {
  const verdicts = [1, 2].map(() => judgeFor(['id', 'name']).judge({ line: 2, fields: ['a', 'ä'] }));
  expect(verdicts[0]).toEqual(verdicts[1]);
  expect(verdicts[0]).toEqual({ kind: 'send', line: 2, body: toBody({ ...UPLOAD, line: 2, key: 'a', row: { id: 'a', name: 'ä' } }) });
});

test.each([
  [['a'], 'has 1 fields, and the header has 2'],
  [['a', 'b', 'c'], 'has 3 fields, and the header has 2'],
  [['', 'b'], 'has an empty key'],
  [['  ', 'b'], 'has an empty key'],
])('rejects %j', (fields, reason) => {
  expect(judgeFor(['id', 'name']).judge({ line: 7, fields })).toEqual({ kind: 'rejected', line: 7, reason });
});

test('a key counts as taken from the first valid line on', () => {
  const judge = judgeFor(['id', 'name']);
  expect(judge.judge({ line: 2, fields: ['a'] }).kind).toBe('rejected');
  expect(judge.judge({ line: 3, fields: ['a', 'x'] }).kind).toBe('send');
  expect(judge.judge({ line: 4, fields: ['a', 'y'] })).toEqual({ kind: 'duplicate', line: 4, reason: 'its key stands on line 3 already' });
  expect(judge.judge({ line: 5, fields: ['A', 'y'] }).kind).toBe('send');
});

test.each([
  ['é'.repeat(1_024), 'send'],
  ['é'.repeat(1_025), 'rejected'],
])('takes keys up to the 2,048 bytes of a table (%#)', (key, kind) => {
  expect(judgeFor(['id', 'name']).judge({ line: 2, fields: [key, ''] }).kind).toBe(kind);
});

test('takes rows up to the size of an item, and up to the size of a message', () => {
  const judge = judgeFor(['id', 'name']);
  expect(judge.judge({ line: 2, fields: ['fits', 'x'.repeat(409_400)] }).kind).toBe('send');
  expect(judge.judge({ line: 3, fields: ['item', 'x'.repeat(409_600)] })).toMatchObject({ reason: expect.stringMatching(/^the row has \d+ bytes as an item/) });
  expect(judge.judge({ line: 4, fields: ['message', '\u0001'.repeat(300_000)] }))
    .toMatchObject({ reason: expect.stringMatching(/^the row has \d+ bytes as a message/) });
});

test('a message holds only characters that a queue takes, and gives back what went in', () => {
  const row = { name: '\u0000\u001f\ufffe\uffff\u{1f6eb}"\\\n' };
  const message: RowMessage = { ...UPLOAD, line: 2, key: '\uffff', row };
  // What SQS documents: tab, line feed, carriage return, U+0020 to U+D7FF, U+E000 to U+FFFD, U+10000 to U+10FFFF.
  expect(toBody(message)).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
  expect(fromBody(toBody(message))).toEqual(message);
});
