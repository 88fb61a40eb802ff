import { RawMap } from '../inventory/raw';

/** A plain function for examples, with the properties that matter to the rule. */
export function lambdaFunction(properties: RawMap = {}): RawMap {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'exports.handler = async () => {};' },
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      ...properties,
    },
  };
}

/** A function's role with the given statements. */
export function lambdaRole(...statements: readonly RawMap[]): RawMap {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
      Policies: statements.length === 0 ? [] : [{ PolicyName: 'Own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}

/** A queue mapping of `Worker` on `Jobs`. */
export function queueMapping(properties: RawMap = {}): RawMap {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, ...properties },
  };
}

/** A published version of `Worker`; its logical id in a template is `Version`. */
export function publishedVersion(properties: RawMap = {}): RawMap {
  return { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Worker' }, ...properties } };
}

/** An alias `live` of `Worker` on `Version`. */
export function liveAlias(properties: RawMap = {}, more: RawMap = {}): RawMap {
  return {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] }, Name: 'live', ...properties },
    ...more,
  };
}
