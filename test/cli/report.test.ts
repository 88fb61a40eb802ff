import * as fs from 'fs';
import * as path from 'path';
import { scratchDirectory, steadfastLater } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';

const scratch = scratchDirectory();
const file = scratch.write('app.json', { Resources: { Worker: lambdaFunction(), Role: lambdaRole() } });

test.each<[string, string, RegExp]>([
  ['report.html', 'html', /^<!DOCTYPE html>/], ['REPORT.HTM', 'html', /^<!DOCTYPE html>/], ['report.json', 'json', /^\{\n  "version": 1,/], ['report.txt', 'text', /^app\.json: 1 function in 1 stack/],
])('writes %s as %s', async (name, _as, expected) => {
  const output = scratch.write(name, '');
  expect(await steadfastLater('report', file, '-o', output)).toEqual({ code: 0, out: '', err: '' });
  expect(fs.readFileSync(output, 'utf8')).toMatch(expected);
});

test('prints text when no file is named, and what --format says', async () => {
  expect((await steadfastLater('report', file)).out).toMatch(/^app\.json/);
  expect(JSON.parse((await steadfastLater('report', file, '--format', 'json')).out)).toMatchObject({ version: 1, title: 'app.json' });
});

test('is called by what it was made of, an assembly by the directory around it', async () => {
  const assembly = path.dirname(scratch.write('shop/cdk.out/manifest.json', { artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } } }));
  scratch.write('shop/cdk.out/Shop.template.json', { Resources: { Worker: lambdaFunction() } });
  const others = ['a.json', 'b.json', 'c.json'].map(name => scratch.write(name, { Resources: {} }));
  const titleOf = async (...given: string[]) => (JSON.parse((await steadfastLater('report', ...given, '--format', 'json')).out) as { title: string }).title;
  expect(await titleOf(assembly)).toBe('shop');
  expect(await titleOf(assembly, others[0], others[1])).toBe('shop, a.json, b.json');
  expect(await titleOf(assembly, ...others)).toBe('shop and 3 more');
});

test.each<[string, string[], RegExp]>([
  ['no path', [], /name at least one template/],
  ['a path that is not there', ['nowhere'], /nowhere: there is no such file/],
  ['an unknown format', [file, '--format', 'pdf'], /--format must be one of html, text, json; given 'pdf'/],
  ['an unknown option', [file, '--open'], /Unknown option '--open'; see steadfast report --help/],
  ['a place that cannot be written', [file, '-o', 'no/such/place.html'], /cannot be written \(ENOENT\)/],
  ['a workload that is none', [file, '--workload', scratch.write('workload.json', '[]')], /workload\.json/],
  ['prices that are none', [file, '--prices', scratch.write('prices.json', '{"eu-west-1": 7}')], /prices\.json/],
  ['what is no template', [scratch.write('list.json', '[]')], /list\.json/],
])('%s: 2, and one line', async (_title, given, line) => {
  const { code, out, err } = await steadfastLater('report', ...given);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(line);
  expect(err).toMatch(/^steadfast: [^\n]+\n$/);
});
