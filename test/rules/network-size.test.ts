import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { networkSize } from '../../src/rules/network-size';

const list = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);
const app = (vpc: unknown, sections = {}) => template({ Worker: lambdaFunction({ VpcConfig: vpc }) }, sections);
const condition = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] } } };

describeRule(networkSize, [
  ['16 subnets', app({ SubnetIds: list(16), SecurityGroupIds: list(5) }), {}],
  ['17 subnets', app({ SubnetIds: list(17), SecurityGroupIds: list(1) }), { finds: ['error Worker'] }],
  ['five groups and perhaps one', app({ SubnetIds: list(1), SecurityGroupIds: [...list(5), { 'Fn::If': ['C', 'sg-9', { Ref: 'AWS::NoValue' }] }] }, condition), { unknown: ['Worker'] }],
  ['subnets that a parameter gives', app({ SubnetIds: { Ref: 'P' }, SecurityGroupIds: { Ref: 'P' } }, condition), {}],
  ['no VPC', template({ Worker: lambdaFunction() }), {}],
  ['the wrong type', app(7), {}],
]);
