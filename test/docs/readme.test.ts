import { readFileSync } from 'fs';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { scratchDirectory, steadfast } from '../cli/support';
import { template } from '../rules/support';

const file = scratchDirectory().write('old.json', template({
  Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 30 }], Worker: lambdaFunction({ Timeout: 60 }), Mapping: queueMapping(),
}));

test('README shows what the checker says of an old stack', () => {
  const shown = /^```text\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8'))![1];
  expect(steadfast('check', file).out.startsWith(shown)).toBe(true);
});
