import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

const write = (name: string, text: string | Buffer): string => {
  const file = path.join(directory, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
};

describe('a template', () => {
  test('in YAML with short intrinsics', () => {
    const file = write('t.yaml', `
Parameters:
  Seconds: { Type: Number, Default: 12 }
Conditions:
  Yes: !Equals [a, a]
  No: !Not [!Condition Yes]
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: !Ref Seconds
      MemorySize: !If [No, 128, 256]
      DeadLetterConfig: { TargetArn: !GetAtt Jobs.Arn }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Sub "\${Worker.Arn}:\${q}"
      EventSourceArn: !Sub ["arn:aws:sqs:eu-west-1:1:\${n}", { n: !GetAtt Jobs.QueueName }]
`);
    const { functions, mappings } = takeInventory(load([file]));
    const [worker] = functions.all;
    expect([worker.timeout.known, worker.memory.known, worker.deadLetter.resource?.logicalId]).toEqual([12, 256, 'Jobs']);
    expect(mappings.all[0].source.resource?.logicalId).toBe('Jobs');
    expect(mappings.all[0].target.function).toBe(worker);
    expect(mappings.all[0].target.qualifier.kind).toBe('unknown');
  });

  test('with anchors, as people use them', () => {
    const file = write('a.yaml', 'x: &p { Timeout: 7 }\nResources:\n  A: { Type: "AWS::Lambda::Function", Properties: *p }\n  B: { Type: "AWS::Lambda::Function", Properties: *p }\n');
    expect(takeInventory(load([file])).functions.all.map(one => one.timeout.known)).toEqual([7, 7]);
  });
});

describe('bad input is one line that says what and where', () => {
  const bomb = ['a: &a [x]', ...'bcdefghij'.split('').map((letter, index) => `${letter}: &${letter} [${Array(10).fill(`*${'abcdefghi'[index]}`).join(',')}]`)].join('\n');
  test.each<[string, string, string | Buffer, RegExp]>([
    ['truncated JSON', 'x.json', '{"Resources": {', /no valid JSON/],
    ['deep JSON', 'deep.json', '['.repeat(100_000) + ']'.repeat(100_000), /too deeply|cannot be read|no valid/],
    ['deep JSON in a map', 'deeper.json', '{"a":'.repeat(5000) + '1' + '}'.repeat(5000), /too deeply/],
    ['deep YAML', 'deep.yaml', '['.repeat(20_000), /YAML/],
    ['deep block YAML', 'deep2.yaml', '- '.repeat(50_000), /YAML/],
    ['a YAML bomb', 'bomb.yaml', bomb, /YAML/],
    ['an alias to nothing', 'alias.yaml', 'a: *b', /YAML/],
    ['broken YAML', 'broken.yaml', 'a: [1\nb: }', /YAML/],
    ['no template', 'list.json', '[1]', /not a template/],
    ['a JSON of another kind', 'package.json', '{"name":"x"}', /no Resources/],
    ['a manifest', 'manifest.json', '{"artifacts":{}}', /give its directory/],
    ['a scalar', 'scalar.yaml', 'hello', /not a template/],
    ['nothing', 'empty.yaml', '', /not a template/],
    ['binary', 'image.json', Buffer.from([0x89, 0x50, 0, 1]), /binary/],
  ])('%s', (_title, name, text, message) => {
    const file = write(`bad/${name}`, text);
    expect(() => load([file])).toThrow(message);
    expect(() => load([file])).toThrow(expect.objectContaining({ name: 'BadInputError', where: file, message: expect.not.stringContaining('\n') }));
  });

  test('a directory without manifest, a path that is not there, no path', () => {
    expect(() => load([directory])).toThrow(/no manifest.json/);
    expect(() => load([path.join(directory, 'nowhere')])).toThrow(/no such file/);
    expect(() => load([])).toThrow(/at least one/);
  });

  test('a manifest that leads out of its assembly', () => {
    write('out/manifest.json', JSON.stringify({ artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: '../../secret.json' } } } }));
    expect(() => load([path.join(directory, 'out')])).toThrow(/outside the assembly/);
  });
});
