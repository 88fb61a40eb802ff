import { describeRule, template } from './support';
import { environmentSize } from '../../src/rules/environment-size';
import { lambdaFunction } from '../../src/rules/example-parts';

const app = (variables: unknown, sections = {}) => template({ Worker: lambdaFunction({ Environment: { Variables: variables } }), Jobs: ['AWS::SQS::Queue'] }, sections);
const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`KEY_${index}`, value]));
const url = { Ref: 'Jobs' };

describeRule(environmentSize, [
  ['no environment', template({ Worker: lambdaFunction() }), {}],
  ['4,096 bytes and the quotes may be too many', app({ KEY: 'x'.repeat(4_093) }), { unknown: ['Worker'] }],
  ['4,097 bytes are', app({ KEY: 'x'.repeat(4_094) }), { finds: ['error Worker'] }],
  ['well below', app({ KEY: 'x'.repeat(4_000) }), {}],
  ['bytes count, not characters', app({ KEY: 'ü'.repeat(2_050) }), { finds: ['error Worker'] }],
  ['many small ones', app(many(100, 'x'.repeat(40))), { finds: ['error Worker'] }],
  ['a handful of references fit', app(many(10, url)), {}],
  ['twenty references may not', app(many(20, url)), { unknown: ['Worker'] }],
  ['literals around references count', app({ KEY: { 'Fn::Sub': `\${Jobs}${'x'.repeat(4_100)}` } }), { finds: ['error Worker'] }],
  ['a name of Lambda', app({ AWS_REGION: 'eu-west-1' }), { finds: ['error Worker'], mends: ['Rename'] }],
  ['a name that only looks like one', app({ AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1', AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap' }), {}],
  ['a name that begins with an underscore', app({ _HANDLER: 'a' }), { finds: ['error Worker'] }],
  ['a name of one letter', app({ A: 'a' }), { finds: ['error Worker'] }],
  ['a name with a hyphen', app({ 'MY-KEY': 'a' }), { finds: ['error Worker'] }],
  ['a name that is taken back', app({ AWS_REGION: { Ref: 'AWS::NoValue' } }), {}],
  ['variables that a parameter gives', app({ Ref: 'P' }, { Parameters: { P: { Type: 'String' } } }), { unknown: ['Worker'] }],
  ['the wrong type', app(['KEY=value']), { unknown: ['Worker'] }],
]);
