import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';

type Resources = Record<string, object>;

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** Templates of so many stacks with so many functions each, with sources of several kinds, by file name. */
export function manyFunctions(stacks: number, functions: number): Record<string, object> {
  return Object.fromEntries(Array.from({ length: stacks }, (_, stack) => [`Team${stack + 1}.json`, { Resources: stackOf(functions) }]));
}

function stackOf(functions: number): Resources {
  const made: Resources = {
    Items: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [] } },
    Parked: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    Role: lambdaRole({ Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:GetItem'], Resource: arn('Items') }),
  };
  for (let index = 1; index <= functions; index += 1) {
    const id = `Worker${index}`;
    made[id] = lambdaFunction({ Timeout: 20 });
    Object.assign(made, SOURCES[index % SOURCES.length](id));
  }
  return made;
}

const SOURCES: readonly ((id: string) => Resources)[] = [
  id => ({ [`${id}Route`]: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn(id) } } }),
  id => ({
    [`${id}Jobs`]: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 120, RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } } },
    [`${id}Mapping`]: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: id }, EventSourceArn: arn(`${id}Jobs`) } },
  }),
  id => ({ [`${id}Hourly`]: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Target', Arn: arn(id) }] } } }),
];
