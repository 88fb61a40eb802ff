import { describeRule, finds, plus, template } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';
import { otherFunctionsLogs } from '../../src/rules/other-functions-logs';

const group = (name: unknown) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:', name]] });
const writes = (resource: unknown, action: unknown = ['logs:CreateLogStream', 'logs:PutLogEvents']) => template({
  Worker: lambdaFunction({ FunctionName: 'orders-worker' }),
  Other: lambdaFunction({ FunctionName: 'orders-other', Role: 'arn:aws:iam::111111111111:role/other', LoggingConfig: { LogGroup: { Ref: 'OtherLogs' } } }),
  OtherLogs: ['AWS::Logs::LogGroup', { RetentionInDays: 7 }],
  Audit: ['AWS::Logs::LogGroup', { RetentionInDays: 7 }],
  Role: lambdaRole({ Effect: 'Allow', Action: action, Resource: resource }),
});

describeRule(otherFunctionsLogs, [
  ['its own group by name', writes(group('/aws/lambda/orders-worker:*')), {}],
  ['its own group by reference', writes(group({ 'Fn::Sub': '/aws/lambda/${Worker}:*' })), {}],
  ['names that begin with its own', writes(group({ 'Fn::Sub': '/aws/lambda/${Worker}*' })), {}],
  ['the group of another function', writes({ 'Fn::GetAtt': ['OtherLogs', 'Arn'] }), { finds: ['warning Role'] }],
  ['a group that is no function\'s', writes({ 'Fn::GetAtt': ['Audit', 'Arn'] }), {}],
  ['every group', writes('arn:aws:logs:*:*:log-group:*'), { finds: ['warning Role'] }],
  ['every stream of every function', writes('arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/*:log-stream:*'), { finds: ['warning Role'] }],
  ['a prefix that covers another function here', writes(group('/aws/lambda/orders-*')), { finds: ['warning Role'] }],
  ['a prefix that covers no other function here', writes(group('/aws/lambda/orders-w*')), {}],
  ['groups of something else', writes(group('/app/orders/*')), {}],
  ['* alone is the rule on resources\'', writes('*'), {}],
  ['the group of another function by its name', writes(group('/aws/lambda/orders-other:*')), { finds: ['warning Role'], says: ['every log group /aws/lambda/orders-other.'] }],
  ['one stream of it', writes('arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/orders-other:log-stream:today'), { finds: ['warning Role'] }],
  ['every group of AWS', writes(group('/aws/*')), { finds: ['warning Role'] }],
  ['a group that it shares with another function', plus(writes({ 'Fn::GetAtt': ['OtherLogs', 'Arn'] }), { Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'OtherLogs' } } }) }), {}],
  ['a Deny writes nothing', plus(writes('*'), { Role: lambdaRole({ Effect: 'Deny', Action: 'logs:PutLogEvents', Resource: group('/aws/lambda/*') }) }), {}],
  ['reading and writing is writing', writes(group('/aws/lambda/*'), ['logs:GetLogEvents', 'logs:PutLogEvents']), { finds: ['warning Role'] }],
  ['every action is the rule on actions\'', writes(group('/aws/lambda/*'), '*'), {}],
  ['reading is not writing', writes(group('/aws/lambda/*'), 'logs:GetLogEvents'), {}],
  ['a wildcard of actions writes', writes(group('/aws/lambda/*'), 'logs:Put*'), { finds: ['warning Role'] }],
  ['a group given at deployment', { ...writes(group({ Ref: 'Name' })), Parameters: { Name: { Type: 'String' } } }, {}],
  ['the wrong type', writes({ a: 1 }), {}],
]);

describe('a prefix finds the functions whose names begin with it, in whatever order they stand', () => {
  const NAMES = ['mail', 'audit', 'zoo', 'billing', 'mailbox', 'orders'];
  const among = (prefix: string) => template({
    ...Object.fromEntries(NAMES.map(name => [name, lambdaFunction({ FunctionName: name, Role: 'arn:aws:iam::111111111111:role/other' })])),
    Worker: lambdaFunction({ FunctionName: 'mailer' }),
    Role: lambdaRole({ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: group(`/aws/lambda/${prefix}*`) }),
  });

  test.each([...NAMES.map(name => name.slice(0, 2)), ...NAMES, 'maile?', 'mailb'])('%s does when it does', prefix => {
    const others = NAMES.some(name => name.startsWith(prefix));
    expect(finds(otherFunctionsLogs, among(prefix))).toEqual(others ? ['warning Role'] : []);
  });

  test.each(['aa', 'c', 'mailer', 'mails', 'p', 'zz'])('%s does not', prefix => {
    expect(finds(otherFunctionsLogs, among(prefix))).toEqual([]);
  });
});
