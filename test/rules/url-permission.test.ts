import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { urlPermission } from '../../src/rules/url-permission';

const permission = (action: string, properties: object = {}) =>
  ({ Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Worker' }, Action: action, Principal: '*', ...properties } });
const use = permission('lambda:InvokeFunctionUrl', { FunctionUrlAuthType: 'NONE' });
const invoke = permission('lambda:InvokeFunction', { InvokedViaFunctionUrl: true });
const withUrl = (resources: Record<string, Record<string, unknown>>, url: object = {}, sections = {}) => template({
  Worker: lambdaFunction(),
  Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
  Url: ['AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Worker' }, AuthType: 'NONE', ...url }],
  ...resources,
}, sections);
const onAlias = { FunctionName: { Ref: 'Live' } };
const stage = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } };

describeRule(urlPermission, [
  ['both for everybody', withUrl({ A: use, B: invoke }), {}],
  ['only to use the URL', withUrl({ A: use }), { finds: ['error A'], says: ['lacks lambda:InvokeFunction.'] }],
  ['only to invoke by the URL', withUrl({ B: invoke }), { finds: ['error B'], says: ['lacks lambda:InvokeFunctionUrl.'] }],
  ['to invoke in any way will do', withUrl({ A: use, B: permission('lambda:InvokeFunction') }), {}],
  ['another principal\'s right does not help', withUrl({ A: permission('lambda:InvokeFunctionUrl', { Principal: '222222222222' }), B: permission('lambda:InvokeFunction', { Principal: '333333333333' }) }, { AuthType: 'AWS_IAM' }),
    { finds: ['error A'] }],
  ['everybody\'s right helps each', withUrl({ A: permission('lambda:InvokeFunctionUrl', { Principal: '222222222222' }), B: invoke, C: use }), {}],
  ['the other right on another qualifier', withUrl({ A: use, B: permission('lambda:InvokeFunction', { InvokedViaFunctionUrl: true, ...onAlias }) }), { finds: ['error A'] }],
  ['both on the alias of the URL', withUrl({
    A: permission('lambda:InvokeFunctionUrl', onAlias), B: permission('lambda:InvokeFunction', onAlias),
  }, { Qualifier: 'live' }), {}],
  ['a permission that has nothing to do with the URL', withUrl({ A: permission('lambda:InvokeFunction', { Principal: 's3.amazonaws.com' }) }, { AuthType: 'AWS_IAM' }), {}],
  ['a URL for IAM principals may live from their own policies', withUrl({}, { AuthType: 'AWS_IAM' }), {}],
  ['a public URL that nobody may use', withUrl({}), { finds: ['error Url'], mends: ['Add both permissions'] }],
  ['a URL of a function elsewhere', withUrl({}, { TargetFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), {}],
  ['a permission on a qualifier given at deployment', withUrl({ A: permission('lambda:InvokeFunctionUrl', { FunctionName: { 'Fn::Sub': '${Worker.Arn}:${P}' } }) }, {}, stage), { unknown: ['Url'] }],
  ['both under one condition', withUrl({ A: { ...use, Condition: 'C' }, B: { ...invoke, Condition: 'C' } }, {}, stage), {}],
  ['to use the URL in any case and under a condition', withUrl({ A: use, B: { ...use, Condition: 'C' } }, {}, stage), { finds: ['error A'] }],
  ['an action given at deployment may be the other one', withUrl({ A: use, B: permission('lambda:InvokeFunction', { Action: { Ref: 'P' } }) }, {}, stage), {}],
  ['every action', withUrl({ A: use, B: permission('lambda:*') }), {}],
  ['a permission that a condition may leave out', withUrl({ A: { ...use, Condition: 'C' } }, {}, stage), { unknown: ['Url'] }],
  ['SAM adds both', {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'i.h', Runtime: 'nodejs22.x', InlineCode: 'x', FunctionUrlConfig: { AuthType: 'NONE' } } } },
  }, {}],
]);
