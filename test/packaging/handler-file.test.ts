import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SteadfastFunctionProps } from '../../src';
import { packageOf } from '../support/packages';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

function said(files: string[], props: Partial<SteadfastFunctionProps>): string[] {
  const code = lambda.Code.fromAsset(packageOf(Object.fromEntries(files.map(file => [file, '']))));
  steadfastFunction(stack, 'Function', { code, ...props });
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('handler-missing')).map(({ entry }) => entry.data as string);
}

const PYTHON = { runtime: lambda.Runtime.PYTHON_3_13 };

test.each<[string, string[], Partial<SteadfastFunctionProps>]>([
  ['a file', ['index.js'], { handler: 'index.handler' }],
  ['a module', ['src/orders.mjs'], { handler: 'src/orders.take.first' }],
  ['a directory', ['orders/index.js'], { handler: 'orders.take' }],
  ['a module of a dependency', ['node_modules/wrapper/dist/handler.js', 'index.js'], { handler: 'wrapper/dist/handler.handler' }],
  ['a module of Python', ['shop/orders.py'], { ...PYTHON, handler: 'shop.orders.take' }],
  ['a module of Python by its path', ['shop/orders.py'], { ...PYTHON, handler: 'shop/orders.take' }],
  ['a package of Python', ['orders/__init__.py'], { ...PYTHON, handler: 'orders.take' }],
  ['a compiled module', ['orders.cpython-313-aarch64-linux-gnu.so'], { ...PYTHON, handler: 'orders.take', architecture: lambda.Architecture.ARM_64 }],
])('a handler that names %s of the package is not doubted', (_name, files, props) => {
  expect(said(files, props)).toEqual([]);
});

test.each<[string, string[], Partial<SteadfastFunctionProps>, string]>([
  ['another file', ['index.js'], { handler: 'main.handler' }, 'main.js, main.mjs, main.cjs'],
  ['a file that was not compiled', ['index.ts'], { handler: 'index.handler' }, 'index.js, index.mjs, index.cjs'],
  ['a file above its folder', ['dist/index.js'], { handler: 'index.handler' }, 'index.js, index.mjs, index.cjs'],
  ['a longer name', ['indexes.js'], { handler: 'index.handler' }, 'index.js, index.mjs, index.cjs'],
  ['another module of Python', ['orders.py'], { ...PYTHON, handler: 'shop.orders.take' }, 'shop/orders.py'],
])('a handler that names %s is doubted, for every invocation would fail', (_name, files, props, missing) => {
  expect(said(files, props)).toEqual([expect.stringContaining(`; given: handler '${props.handler}', and none of ${missing} at the root of the package. Correct handler`)]);
});

test('what may bring the handler silences the doubt: a layer, a path of its own, another language', () => {
  const layers = [lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:eu-west-1:222233334444:layer:wrapper:1')];
  expect(said(['index.js'], { handler: 'wrapper.handler', layers })).toEqual([]);
  stack = stackWith();
  expect(said(['index.js'], { handler: '/opt/wrapper.handler' })).toEqual([]);
  stack = stackWith();
  expect(said(['orders.rb'], { handler: 'main.take', runtime: lambda.Runtime.RUBY_3_4 })).toEqual([]);
});
