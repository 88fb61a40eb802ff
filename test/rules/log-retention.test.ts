import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { logRetention } from '../../src/rules/log-retention';

const group = (properties: object) => ({ Type: 'AWS::Logs::LogGroup', Properties: properties });
const named = { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Worker}' } };

describeRule(logRetention, [
  ['named after the function', template({ Worker: lambdaFunction(), G: group({ ...named, RetentionInDays: 7 }) }), {}],
  ['named after its literal name', template({ Worker: lambdaFunction({ FunctionName: 'w' }), G: group({ LogGroupName: '/aws/lambda/w', RetentionInDays: 7 }) }), {}],
  ['named after another function', template({ Worker: lambdaFunction({ FunctionName: 'w' }), G: group({ LogGroupName: '/aws/lambda/v', RetentionInDays: 7 }) }),
    { finds: ['warning Worker'] }],
  ['never expires', template({ Worker: lambdaFunction(), G: group(named) }), { finds: ['warning Worker'], mends: ['RetentionInDays of G'] }],
  ['CDK\'s custom resource counts', template({ Worker: lambdaFunction(), R: ['Custom::LogRetention', { ...named, RetentionInDays: 7 }] }), {}],
  ['a group outside cannot be told', template({ Worker: lambdaFunction({ LoggingConfig: { LogGroup: 'central' } }) }), { unknown: ['Worker'] }],
  ['a retention given at deployment', { ...template({ Worker: lambdaFunction(), G: group({ ...named, RetentionInDays: { Ref: 'Days' } }) }), Parameters: { Days: { Type: 'Number' } } },
    { unknown: ['Worker'] }],
  ['a group whose name is given at deployment', {
    ...template({ Worker: lambdaFunction(), G: group({ LogGroupName: { 'Fn::Sub': '/aws/lambda/${Name}' }, RetentionInDays: 7 }) }), Parameters: { Name: { Type: 'String' } },
  }, { unknown: ['Worker'] }],
  ['a group whose whole name is given at deployment', {
    ...template({ Worker: lambdaFunction(), G: group({ LogGroupName: { Ref: 'Name' }, RetentionInDays: 7 }) }), Parameters: { Name: { Type: 'String' } },
  }, { unknown: ['Worker'] }],
  ['a group whose name begins as no function\'s does', {
    ...template({ Worker: lambdaFunction(), G: group({ LogGroupName: { 'Fn::Sub': '/app/${Name}' }, RetentionInDays: 7 }) }), Parameters: { Name: { Type: 'String' } },
  }, { finds: ['warning Worker'] }],
  ['a group of another function beginning with a parameter', {
    ...template({ Worker: lambdaFunction(), G: group({ LogGroupName: { 'Fn::Sub': '/aws/lambda/orders-${Name}' }, RetentionInDays: 7 }) }), Parameters: { Name: { Type: 'String' } },
  }, { finds: ['warning Worker'] }],
  ['a group named after another function', template({ Worker: lambdaFunction({ LoggingConfig: {} }), Other: lambdaFunction(), G: group({ LogGroupName: { 'Fn::Sub': '/aws/lambda/${Other}' }, RetentionInDays: 7 }) }),
    { finds: ['warning Worker'] }],
  ['an edge function logs elsewhere', template({
    Worker: lambdaFunction(),
    V: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Worker' } }],
    D: ['AWS::CloudFront::Distribution', { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'V' } }] } } }],
  }), {}],
  ['CDK\'s own handler', template({ LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction() }), {}],
]);
