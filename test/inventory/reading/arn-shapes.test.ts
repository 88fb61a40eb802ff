import { template } from '../../rules/support';
import { propertiesOf } from '../support';

const pieces = (delimiter: string, said: unknown) => propertiesOf('Thing', template({
  Worker: ['AWS::Lambda::Function'],
  Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, Name: 'live' }],
  Named: ['AWS::Lambda::Alias', { FunctionName: 'arn:aws:lambda:eu-west-1:1:function:other', Name: 'live' }],
  Version: ['AWS::Lambda::Version', { FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
  Orders: ['AWS::DynamoDB::Table'],
  Stream: ['AWS::Kinesis::Stream'],
  Bus: ['AWS::Events::EventBus'],
  Rule: ['AWS::Events::Rule'],
  Alarm: ['AWS::CloudWatch::Alarm'],
  Key: ['AWS::KMS::Key'],
  Thing: ['Test::Thing', { Said: { 'Fn::Split': [delimiter, said] } }],
})).texts('Said').map(value => value.written);
const HEAD = ['arn', '${AWS::Partition}'];
const PLACE = ['${AWS::Region}', '${AWS::AccountId}'];

test.each<[string, unknown, readonly string[]]>([
  ['a function', { 'Fn::GetAtt': ['Worker', 'Arn'] }, [...HEAD, 'lambda', ...PLACE, 'function', '${Worker}']],
  ['an alias', { Ref: 'Live' }, [...HEAD, 'lambda', ...PLACE, 'function', '${Worker}', 'live']],
  ['an alias by its attribute', { 'Fn::GetAtt': ['Live', 'AliasArn'] }, [...HEAD, 'lambda', ...PLACE, 'function', '${Worker}', 'live']],
  ['an alias of a function elsewhere', { Ref: 'Named' }, [...HEAD, 'lambda', ...PLACE, 'function', 'other', 'live']],
  ['a version', { Ref: 'Version' }, [...HEAD, 'lambda', ...PLACE, 'function', '${Worker}', '${Version.Version}']],
  ['a version by its attribute', { 'Fn::GetAtt': ['Version', 'FunctionArn'] }, [...HEAD, 'lambda', ...PLACE, 'function', '${Worker}', '${Version.Version}']],
  ['a table', { 'Fn::GetAtt': ['Orders', 'Arn'] }, [...HEAD, 'dynamodb', ...PLACE, 'table/${Orders}']],
  ['a stream', { 'Fn::GetAtt': ['Stream', 'Arn'] }, [...HEAD, 'kinesis', ...PLACE, 'stream/${Stream}']],
  ['a bus', { 'Fn::GetAtt': ['Bus', 'Arn'] }, [...HEAD, 'events', ...PLACE, 'event-bus/${Bus}']],
  ['a rule', { 'Fn::GetAtt': ['Rule', 'Arn'] }, [...HEAD, 'events', ...PLACE, 'rule/${Rule}']],
  ['an alarm', { 'Fn::GetAtt': ['Alarm', 'Arn'] }, [...HEAD, 'cloudwatch', ...PLACE, 'alarm', '${Alarm}']],
  ['a key', { 'Fn::GetAtt': ['Key', 'Arn'] }, [...HEAD, 'kms', ...PLACE, 'key/${Key}']],
])('the ARN of %s falls into its parts', (_title, said, expected) => expect(pieces(':', said)).toEqual(expected));
