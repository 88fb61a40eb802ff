import { describeRule, template } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { sharedRole } from '../../src/rules/shared-role';

const LITERAL = 'arn:aws:iam::111111111111:role/app';
const undecided = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } };

describeRule(sharedRole, [
  ['three functions are one finding', template({ A: lambdaFunction(), B: lambdaFunction(), C: lambdaFunction(), Role: lambdaRole() }), { finds: ['warning Role'] }],
  ['one function', template({ A: lambdaFunction(), Role: lambdaRole() }), {}],
  ['by its literal name', template({ A: lambdaFunction({ Role: LITERAL }), B: lambdaFunction({ Role: LITERAL }) }), { finds: ['warning A'] }],
  ['by the same parameter', {
    ...template({ A: lambdaFunction({ Role: { Ref: 'R' } }), B: lambdaFunction({ Role: { Ref: 'R' } }) }), Parameters: { R: { Type: 'String' } },
  }, { finds: ['warning A'] }],
  ['by different parameters', {
    ...template({ A: lambdaFunction({ Role: { Ref: 'R' } }), B: lambdaFunction({ Role: { Ref: 'S' } }) }), Parameters: { R: { Type: 'String' }, S: { Type: 'String' } },
  }, {}],
  ['no role at all is CloudFormation\'s to refuse', template({ A: lambdaFunction({ Role: undefined }), B: lambdaFunction({ Role: undefined }) }), {}],
  ['CDK\'s own handlers may share', template({
    LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction(),
    BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691: lambdaFunction(),
    Role: lambdaRole(),
  }), {}],
  ['a second function that a condition may leave out', {
    ...template({ A: lambdaFunction(), B: { ...lambdaFunction(), Condition: 'C' }, Role: lambdaRole() }), ...undecided,
  }, { unknown: ['Role'] }],
  ['the wrong type', template({ A: lambdaFunction({ Role: 5 }), B: lambdaFunction({ Role: ['x'] }) }), {}],
]);
