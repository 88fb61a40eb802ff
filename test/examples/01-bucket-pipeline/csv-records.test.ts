import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { CsvRow, CsvRows } from '../../../examples/01-bucket-pipeline/demo/csv-rows';
import { CsvRecord, readCsv } from '../../../examples/01-bucket-pipeline/handler/csv-records';

async function read(content: string | Buffer, largestRecord?: number, chunkBytes = 7): Promise<CsvRecord[]> {
  const bytes = Buffer.from(content as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => (
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)
  ));
  const records: CsvRecord[] = [];
  for await (const record of readCsv(Readable.from(chunks), largestRecord)) {
    records.push(record);
  }
  return records;
}

function countIndependently(content: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const reader = new CsvRows(row => rows.push(row));
  reader.write(Buffer.from(content));
  reader.end();
  return rows;
}

test.each([
  ['plain rows', 'a,b\n1,2\n', [[1, 'a', 'b'], [2, '1', '2']]],
  ['no line break at the end', 'a,b\n1,2', [[1, 'a', 'b'], [2, '1', '2']]],
  ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n', [[1, 'a', 'b'], [2, '1', '2'], [3, '3', '4']]],
  ['bare carriage returns', 'a,b\r1,2\r', [[1, 'a', 'b'], [2, '1', '2']]],
  ['mixed line breaks', 'a,b\r\n1,2\n3,4\r5,6', [[1, 'a', 'b'], [2, '1', '2'], [3, '3', '4'], [4, '5', '6']]],
  ['quotes, commas and doubled quotes', 'a,b\n"x,y","say ""hi"""\n', [[1, 'a', 'b'], [2, 'x,y', 'say "hi"']]],
  ['line breaks in quotes', 'a,b\n"x\ny",2\n3,4\n', [[1, 'a', 'b'], [2, 'x\ny', '2'], [4, '3', '4']]],
  ['CRLF in quotes', 'a,b\r\n"x\r\n\r\ny",2\r\n3,4\r\n', [[1, 'a', 'b'], [2, 'x\r\n\r\ny', '2'], [5, '3', '4']]],
  ['empty lines', '\n\na,b\n\n\n1,2\n\n', [[3, 'a', 'b'], [6, '1', '2']]],
  ['a byte order mark before a quoted name', '\ufeff"a",b\n1,2', [[1, 'a', 'b'], [2, '1', '2']]],
  ['unicode', 'ключ,名\n🛫,é\n', [[1, 'ключ', '名'], [2, '🛫', 'é']]],
  ['empty fields', 'a,b\n,\n"",""\n', [[1, 'a', 'b'], [2, '', ''], [3, '', '']]],
  ['control characters', 'a,b\n\u0000\u0007,\u007f\n', [[1, 'a', 'b'], [2, '\u0000\u0007', '\u007f']]],
  ['nothing', '', []],
  ['a byte order mark only', '\ufeff', []],
])('reads %s', async (_, content, expected) => {
  const records = await read(content);
  expect(records).toEqual(expected.map(([line, ...fields]) => ({ line, fields })));
  expect(await read(content, undefined, 1)).toEqual(records);
});

test.each(['1,6" pipe\n', '1,"six"inch\n', '1,""x\n', '1,"a "b" c"\n'])('refuses stray quotes (%j) and reads on', async row => {
  expect(await read(`a,b\n${row}3,4\n`)).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, problem: 'a quote stands inside an unquoted field, or text after a closing quote' },
    { line: 3, fields: ['3', '4'] },
  ]);
});

test('an unclosed quote costs what follows it, and nothing before it', async () => {
  const before = Array.from({ length: 500 }, (_, index) => `${index},x\n`).join('');
  const records = await read(`a,b\n${before}"open,2\n3,4\n`, undefined, 64 * 1024);
  expect(records).toHaveLength(502);
  expect(records.at(-1)).toEqual({ line: 502, problem: 'a quote is opened and never closed', toEnd: true });
});

test('a field that is not UTF-8 costs its row only', async () => {
  const records = await read(Buffer.from([...Buffer.from('a,b\n1,'), 0xff, 0xfe, ...Buffer.from('\n3,é\n')]));
  expect(records.slice(1)).toEqual([{ line: 2, problem: 'is not valid UTF-8' }, { line: 3, fields: ['3', 'é'] }]);
});

test.each([['in quotes', '"'], ['without quotes', '']])('a record without end %s is not kept in memory', async (_, quote) => {
  let pulled = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from(`a,b\n1,2\n${quote}`);
    for (;;) {
      pulled += 1;
      yield Buffer.from('x'.repeat(1_000));
    }
  }
  const records: CsvRecord[] = [];
  for await (const record of readCsv(Readable.from(endless()), 10_000)) {
    records.push(record);
  }
  expect(records).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['1', '2'] },
    { line: 3, problem: 'is longer than 10000 bytes, so nothing after its start was read', toEnd: true },
  ]);
  expect(pulled).toBeLessThan(1_000);
});

test('tells when the body breaks off', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('a,b\n1,2\n');
    throw new Error('connection lost');
  }
  await expect((async () => {
    for await (const record of readCsv(Readable.from(broken()))) {
      expect(record.line).toBeGreaterThan(0);
    }
  })()).rejects.toThrow('connection lost');
});

test('agrees with an independent reader about where rows start and which are malformed', async () => {
  const text = fc.array(fc.constantFrom('a', '1', ',', ',', '"', '"', '""', '\n', '\n', '\r', '\r\n', '\0', 'é', ' '), { maxLength: 40 })
    .map(parts => parts.join(''));
  await fc.assert(fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, chunkBytes) => {
    const records = await read(content, undefined, chunkBytes);
    const rows = countIndependently(content);
    expect(records.map(record => ({ line: record.line, malformed: 'problem' in record })))
      .toEqual(rows.map(({ line, malformed }) => ({ line, malformed })));
    expect(records.flatMap(record => ('fields' in record ? [record.fields] : [])))
      .toEqual(rows.filter(({ malformed }) => !malformed).map(({ fields }) => fields.map(String)));
  }), { numRuns: 3_000 });
});
