import { describeRule, template, verdictOn } from './support';
import { RawMap } from '../../src/inventory/raw';
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

describe('in an assembly, with the packages beside the template', () => {
  const MEGABYTE = 1024 * 1024;
  const weighing = (weights: Readonly<Record<string, number>>) => ({ bytesOf: ({ Metadata }: RawMap) => weights[String(Metadata)] });
  const packed = (Layers: unknown, more: object = {}) => template({
    Worker: { ...lambdaFunction({ Layers, ...more }), Metadata: 'code' },
    Tools: { Type: 'AWS::Lambda::LayerVersion', Properties: {}, Metadata: 'tools' },
    Fonts: { Type: 'AWS::Lambda::LayerVersion', Properties: {}, Metadata: 'fonts' },
  });
  const both = [{ Ref: 'Tools' }, { Ref: 'Fonts' }];

  test.each<[string, RawMap, Readonly<Record<string, number>>, readonly string[]]>([
    ['250 MB fit', packed(both), { code: 50 * MEGABYTE, tools: 100 * MEGABYTE, fonts: 100 * MEGABYTE }, []],
    ['a byte more does not', packed(both), { code: 50 * MEGABYTE + 1, tools: 100 * MEGABYTE, fonts: 100 * MEGABYTE }, ['at least 251 MB unzipped; Lambda takes 250.']],
    ['nor a package that is too large alone', packed([]), { code: 300 * MEGABYTE }, ['at least 300 MB']],
    ['layers alone may be too large for code that is not seen', packed(both), { tools: 200 * MEGABYTE, fonts: 100 * MEGABYTE }, ['at least 300 MB']],
    ['what is seen may be too large for a layer that is not', packed(arns(1)), { code: 251 * MEGABYTE }, ['at least 251 MB']],
    ['a layer that is not seen leaves it open where half of the room is taken', packed(arns(1)), { code: 125 * MEGABYTE }, ['unknown']],
    ['and is not asked about beside less', packed(arns(1)), { code: 125 * MEGABYTE - 1 }, []],
    ['code that is not seen is not asked for', packed([]), {}, []],
    ['an image may weigh more', packed([], { PackageType: 'Image' }), { code: 300 * MEGABYTE }, []],
  ])('%s', (_title, body, weights, expected) => {
    const { findings, unknown } = verdictOn(layers, body, { packages: weighing(weights) });
    expect([...findings.map(found => found.message), ...unknown.map(() => 'unknown')]).toEqual(expected.map(part => expect.stringContaining(part)));
    expect(findings.every(found => found.remedy.includes('container image'))).toBe(true);
  });
});
