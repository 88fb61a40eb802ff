import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAUNCHER = join(__dirname, '..', '..', '..', 'examples', 'demo', 'launch.js');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-input-'));
  const files: Record<string, string | Buffer> = {
    'good.csv': 'id,name\n1,2\n',
    'empty.csv': '',
    'blank.csv': '\ufeff\r\n\n',
    'picture.csv': PNG,
    'packed.csv': Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]),
    'utf16.csv': Buffer.from('\ufeffid,name\n', 'utf16le'),
    'open.csv': '"id,name\n1,2\n',
    'endless.csv': 'x'.repeat(2_000_000),
  };
  Object.entries(files).forEach(([name, content]) => writeFileSync(join(folder, name), content));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function launch(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [LAUNCHER, ...args], { cwd: folder, encoding: 'utf8', timeout: 10_000 });
}

test.each([
  [['absent.csv', '--key', 'id'], 'there is no file absent.csv.'],
  [['good.csv/absent.csv', '--key', 'id'], 'there is no file good.csv/absent.csv.'],
  [['empty.csv', '--key', 'id'], 'empty.csv is empty: there is no header in it.'],
  [['blank.csv', '--key', 'id'], 'blank.csv is empty: there is no header in it.'],
  [['.', '--key', 'id'], '. is a directory; a CSV file is needed.'],
  [['/dev/null', '--key', 'id'], '/dev/null is not a regular file; it must be read more than once.'],
  [['picture.csv', '--key', 'id'], 'picture.csv is not a CSV file in UTF-8: its first line is not text.'],
  [['packed.csv', '--key', 'id'], 'packed.csv is not a CSV file in UTF-8: its first line is not text.'],
  [['utf16.csv', '--key', 'id'], 'utf16.csv is not a CSV file in UTF-8: its first line is not text.'],
  [['endless.csv', '--key', 'id'], 'endless.csv is not a CSV file in UTF-8: its first line is not text.'],
  [['open.csv', '--key', 'id'], 'the header of open.csv cannot be read: its quotes do not match.'],
  [['good.csv', '--key', 'ID'], 'good.csv has no column "ID"; its columns are "id", "name".'],
  [['good.csv', '--key=code'], 'good.csv has no column "code"; its columns are "id", "name".'],
  [['good.csv'], '--key must name the column of good.csv that holds the key.'],
  [['good.csv', '--key'], '--key needs a value.'],
  [['--key', 'id'], '--key belongs to a file, and none was given.'],
  [['good.csv', 'empty.csv', '--key', 'id'], 'one file at a time: good.csv was given, and empty.csv.'],
  [['--keys', 'id'], 'there is no option --keys.'],
  [['good.csv', '--key', 'id', '--poison', 'much'], '--poison must be a number from 0 to 100, not "much".'],
  [['01-bucket-pipeline', 'absent.csv', '--key', 'id'], 'there is no file absent.csv.'],
  [['bucket-pipeline', '--bad'], 'there is no option --bad.'],
  [['orders-api', '--orders', 'many'], '--orders must be a whole number from 1 to 20000, not "many".'],
  [['07-orders-api', 'good.csv'], 'there is only --orders NUMBER.'],
  [['stream-totals', '--sales', '1'], '--sales must be a whole number from 100 to 50000, not "1".'],
  [['05-canary-release', 'good.csv'], 'this example takes no arguments, and good.csv was given.'],
  [['04-container-image', 'good.csv'], 'this example takes no arguments, and good.csv was given.'],
  [['provisioned-api', '--bad'], 'this example takes no arguments, and --bad was given.'],
])('refuses %j in one line', (args, message) => {
  const { status, stdout, stderr } = launch(...args);
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^demo: .*\n$/) });
  expect(stderr).toContain(message);
});

test('names the examples', () => {
  const { status, stdout } = launch('--list');
  expect(status).toBe(0);
  expect(stdout).toContain('01-bucket-pipeline  A CSV file dropped in a bucket becomes items in a table, and nothing is lost\n');
  expect(stdout).toContain('07-orders-api  Users and orders behind tokens, and no order is made twice\n');
  expect(stdout).toContain('08-stream-totals  Sales in a stream become totals, and every sale counts once\n');
  expect(stdout).toContain('05-canary-release  A canary release that is tested, watched and taken back\n');
  expect(stdout).toContain('06-provisioned-api  An API that is kept warm by a schedule\n');
  expect(stdout).toContain('04-container-image  A function from a container image\n');
});
