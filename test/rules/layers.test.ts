import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { layers } from '../../src/rules/layers';

const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:lambda:eu-west-1:111111111111:layer:l${index}:1`);
const app = (list: unknown, more: object = {}, sections = {}) => template({ Worker: lambdaFunction({ Layers: list, ...more }) }, sections);
const condition = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] } } };
const perhaps = { 'Fn::If': ['C', 'arn:aws:lambda:eu-west-1:111111111111:layer:perhaps:1', { Ref: 'AWS::NoValue' }] };

describeRule(layers, [
  ['five', app(arns(5)), {}],
  ['six', app(arns(6)), { finds: ['error Worker'] }],
  ['five and perhaps one', app([...arns(5), perhaps], {}, condition), { unknown: ['Worker'] }],
  ['four and perhaps one', app([...arns(4), perhaps], {}, condition), {}],
  ['six and perhaps one', app([...arns(6), perhaps], {}, condition), { finds: ['error Worker'] }],
  ['a list that a parameter gives', app({ Ref: 'P' }, {}, condition), { unknown: ['Worker'] }],
  ['imported layers count', app(arns(6).map(name => ({ 'Fn::ImportValue': name }))), { finds: ['error Worker'] }],
  ['one over an image', app(arns(1), { PackageType: 'Image' }), { finds: ['error Worker'], mends: ['into the image'] }],
  ['an image without', app([], { PackageType: 'Image' }), {}],
]);
