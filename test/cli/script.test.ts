import { spawnSync } from 'child_process';
import * as path from 'path';
import { scratchDirectory } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { template } from '../rules/support';

const file = scratchDirectory().write('ailing.json', template({
  Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 10 }], Worker: lambdaFunction({ Timeout: 30 }), Mapping: queueMapping(),
}));

test('the script runs the built command line and hands on its exit code', () => {
  const script = path.join(__dirname, '..', '..', 'bin', 'steadfast');
  const run = (...given: string[]) => spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' });
  expect(run('check', file, '--format', 'json')).toMatchObject({ status: 1, stderr: '' });
  expect(run('check', 'nowhere.json')).toMatchObject({ status: 2, stdout: '', stderr: 'steadfast: nowhere.json: there is no such file or directory\n' });
});
