import { describeRule, template } from './support';
import { aliasBypassed } from '../../src/rules/alias-bypassed';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';

const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const base = (alias = {}) => ({
  Worker: lambdaFunction(),
  Live: {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] }, Name: 'live' },
    ...alias,
  },
  V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Worker' } } },
});
const shifted = { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'a', DeploymentGroupName: 'g' } } };
const permission = (name: unknown) => ({ Type: 'AWS::Lambda::Permission', Properties: { FunctionName: name, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' } });
const method = (target: unknown) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': ['', ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', target, '/invocations']] } },
  },
});

describeRule(aliasBypassed, [
  ['no alias, nothing to bypass', template({ Worker: lambdaFunction(), Mapping: queueMapping() }), {}],
  ['a mapping on $LATEST', template({ ...base(), Mapping: queueMapping() }), { finds: ['warning Mapping'], says: ['past its alias (live)'] }],
  ['under CodeDeploy an error', template({ ...base(shifted), Mapping: queueMapping() }), { finds: ['error Mapping'] }],
  ['an error also where another alias is not shifted', template({ ...base(shifted), Next: { ...base().Live, Properties: { ...base().Live.Properties, Name: 'next' } }, Mapping: queueMapping() }),
    { finds: ['error Mapping'], says: ['past its alias (live, next)'] }],
  ['an alias on $LATEST protects nobody', template({ ...base({ Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: '$LATEST', Name: 'live' } }), Mapping: queueMapping() }), {}],
  ['a mapping on the alias', template({ ...base(shifted), Mapping: queueMapping({ FunctionName: { Ref: 'Live' } }) }), {}],
  ['a mapping on a literal version', template({ ...base(), Mapping: queueMapping({ FunctionName: { 'Fn::Sub': '${Worker}:7' } }) }), {}],
  ['$LATEST spelled out', template({ ...base(), Mapping: queueMapping({ FunctionName: { 'Fn::Sub': '${Worker.Arn}:$LATEST' } }) }), { finds: ['warning Mapping'] }],
  ['a permission on $LATEST', template({ ...base(), P: permission({ Ref: 'Worker' }) }), { finds: ['warning P'] }],
  ['a permission on the alias', template({ ...base(), P: permission({ Ref: 'Live' }) }), {}],
  ['a URL without qualifier', template({ ...base(), Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn, AuthType: 'AWS_IAM' }] }), { finds: ['warning Url'] }],
  ['a URL with one', template({ ...base(), Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn, Qualifier: 'live', AuthType: 'AWS_IAM' }] }), {}],
  ['a qualifier given at deployment', { ...template({ ...base(), Mapping: queueMapping({ FunctionName: { 'Fn::Sub': '${Worker}:${Stage}' } }) }), Parameters: { Stage: { Type: 'String' } } },
    { unknown: ['Mapping'] }],
  ['a REST method past the alias', template({ ...base(), Get: method(arn) }), { finds: ['warning Get'] }],
  ['a REST method on the alias', template({ ...base(), Get: method({ Ref: 'Live' }) }), {}],
  ['a custom resource', template({ ...base(), C: ['Custom::Thing', { ServiceToken: arn }] }), {}],
  ['a workflow task on $LATEST', template({
    ...base(),
    Flow: ['AWS::StepFunctions::StateMachine', { DefinitionString: { 'Fn::Sub': '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Worker.Arn}","End":true}}}' } }],
  }), { finds: ['warning Flow'] }],
  ['a workflow task with substitutions on the alias', template({
    ...base(),
    Flow: ['AWS::StepFunctions::StateMachine', {
      DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"${Fn}"},"End":true}}}',
      DefinitionSubstitutions: { Fn: { Ref: 'Live' } },
    }],
  }), {}],
]);
