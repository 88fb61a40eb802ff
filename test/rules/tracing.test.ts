import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { tracing } from '../../src/rules/tracing';

const traced = (mode: unknown) => template({ Worker: lambdaFunction({ TracingConfig: { Mode: mode } }) });

describeRule(tracing, [
  ['PassThrough leaves it to the caller', traced('PassThrough'), { finds: ['warning Worker'] }],
  ['given at deployment', { ...traced({ Ref: 'Mode' }), Parameters: { Mode: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['given at deployment, with a default', { ...traced({ Ref: 'Mode' }), Parameters: { Mode: { Type: 'String', Default: 'Active' } } }, {}],
  ['Lambda@Edge cannot be traced', template({
    Worker: lambdaFunction(),
    V: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Worker' } }],
    D: ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'V' } }] } } }],
  }), {}],
  ['CDK\'s own handler', template({ LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction() }), {}],
  ['the wrong type', traced({ a: 1 }), { unknown: ['Worker'] }],
]);
