import { lambdaFunction } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { inventoryOf, template } from '../rules/support';

const chain = (length: number): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length }, (_one, index) => [`C${index}`, { Condition: `C${(index + 1) % length}` }]));

test.each<[string, Record<string, unknown>]>([
  ['conditions in a circle', { Conditions: chain(3), Resources: { F: { ...lambdaFunction(), Condition: 'C0' } } }],
  ['a long circle of conditions', { Conditions: chain(50_000), Resources: { F: { ...lambdaFunction(), Condition: 'C0' } } }],
  ['an alias named by its own ARN', {
    Resources: {
      F: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: 'f', Name: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: 'F' }] }] }, FunctionVersion: { Ref: 'F' } } },
    },
  }],
  ['exports that import themselves', {
    Outputs: { O: { Value: { 'Fn::ImportValue': 'me' }, Export: { Name: 'me' } } }, Resources: { F: lambdaFunction({ Timeout: { 'Fn::ImportValue': 'me' } }) },
  }],
  ['a deep workflow', {
    Resources: { F: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: '{"States":{"a":'.repeat(20_000) } } },
  }],
  ['a deep workflow that closes', {
    Resources: { F: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: `${'{"States":{"a":'.repeat(20_000)}1${'}}'.repeat(20_000)}` } } },
  }],
  ['resources named like members of an object', { Resources: { constructor: lambdaFunction({ DeadLetterConfig: { TargetArn: { Ref: 'toString' } } }), __proto__: lambdaFunction() } }],
  ['services, dimensions and triggers named like members of an object', template({
    Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: 'arn:aws:constructor:eu-west-1:1:x' } }),
    Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: 'arn:aws:toString:eu-west-1:1:x' }],
    Alarm: ['AWS::CloudWatch::Alarm', { MetricName: 'm', Dimensions: [{ Name: 'constructor', Value: 'x' }] }],
    Pool: ['AWS::Cognito::UserPool', { LambdaConfig: { valueOf: { Ref: 'Worker' } } }],
    Rule: ['AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: 'arn:aws:constructor:eu-west-1:1:x', DeadLetterConfig: { Arn: 'arn:aws:constructor:eu-west-1:1:x' } }] }],
  })],
  ['sections of the wrong type', { Parameters: [], Conditions: 7, Mappings: 'x', Outputs: null, Resources: { F: 7, G: null, H: { Type: 7 }, I: { Type: 'AWS::Lambda::Function', Properties: 'x' } } }],
])('%s is read over', (_title, body) => {
  expect(() => judge(inventoryOf(body), RULE_BOOK)).not.toThrow();
});
