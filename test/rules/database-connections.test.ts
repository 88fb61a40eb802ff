import { describeRule, template } from './support';
import { databaseConnections } from '../../src/rules/database-connections';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';

const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const group = (id: string) => ({ 'Fn::GetAtt': [id, 'GroupId'] });
const url = { Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn, AuthType: 'AWS_IAM' }] as const };
const told = { Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Orders', 'Endpoint.Address'] } } } };
const inNetwork = { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [group('Mine')] } };
const database = {
  Orders: ['AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', VpcSecurityGroupIds: [group('Theirs')] }] as const,
  Mine: ['AWS::EC2::SecurityGroup', { GroupDescription: 'mine' }] as const,
  Theirs: ['AWS::EC2::SecurityGroup', { GroupDescription: 'theirs' }] as const,
};
const letIn = (to: string) => ({ Rule: ['AWS::EC2::SecurityGroupIngress', { IpProtocol: 'tcp', GroupId: group(to), SourceSecurityGroupId: group('Mine') }] as const });
const app = (properties: object, more: object = url, sections = {}) =>
  template({ Worker: lambdaFunction(properties as Record<string, unknown>), ...database, ...more }, sections);
const jobs = (mapping = {}) => ({ Jobs: ['AWS::SQS::Queue'] as const, Mapping: queueMapping(mapping) });
const schedule = (properties: object) => ({ Rule: ['AWS::Events::Rule', { ...properties, Targets: [{ Id: 'a', Arn: arn }] }] as const });

describeRule(databaseConnections, [
  ['it is told the address', app(told), { finds: ['warning Worker'] }],
  ['its security group is let in', app(inNetwork, { ...url, ...letIn('Theirs') }), { finds: ['warning Worker'] }],
  ['let in by a rule inside the group', app(inNetwork, { ...url, Theirs: ['AWS::EC2::SecurityGroup', { SecurityGroupIngress: [{ IpProtocol: 'tcp', SourceSecurityGroupId: group('Mine') }] }] }),
    { finds: ['warning Worker'] }],
  ['the second of its security groups is let in', app({ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [group('Plain'), group('Mine')] } }, { ...url, ...letIn('Theirs'), Plain: ['AWS::EC2::SecurityGroup', {}] }),
    { finds: ['warning Worker'] }],
  ['let in to an instance, whose groups stand under another name', app(inNetwork, { ...url, ...letIn('Theirs'), Orders: ['AWS::RDS::DBInstance', { VPCSecurityGroups: [group('Theirs')] }] }), { finds: ['warning Worker'] }],
  ['a network, but not let in', app(inNetwork), {}],
  ['let in to something else', app(inNetwork, { ...url, Cache: ['AWS::EC2::SecurityGroup', {}], ...letIn('Cache') }), {}],
  ['a proxy with the same group stands in between', app(inNetwork, { ...url, ...letIn('Theirs'), Proxy: ['AWS::RDS::DBProxy', { VpcSecurityGroupIds: [group('Theirs')] }] }), {}],
  ['told the address of a proxy', app({ Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Proxy', 'Endpoint'] } } } }, { ...url, Proxy: ['AWS::RDS::DBProxy', {}] }), {}],
  ['the Data API needs no address', app({ Environment: { Variables: { CLUSTER: { 'Fn::GetAtt': ['Orders', 'DBClusterArn'] } } } }), {}],
  ['a bound', app({ ...told, ReservedConcurrentExecutions: 20 }), {}],
  ['a bound that a parameter gives', app({ ...told, ReservedConcurrentExecutions: { Ref: 'N' } }, url, { Parameters: { N: { Type: 'Number' } } }), { unknown: ['Worker'] }],
  ['one queue with a maximum', app(told, jobs({ ScalingConfig: { MaximumConcurrency: 5 } })), {}],
  ['two queues with a maximum each', app(told, {
    ...jobs({ ScalingConfig: { MaximumConcurrency: 5 } }), Other: queueMapping({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:o', ScalingConfig: { MaximumConcurrency: 5 } }),
  }), {}],
  ['two queues, one with a maximum', app(told, {
    ...jobs({ ScalingConfig: { MaximumConcurrency: 5 } }), Other: queueMapping({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:o' }),
  }), { finds: ['warning Worker'] }],
  ['one queue without', app(told, jobs()), { finds: ['warning Worker'] }],
  ['a queue with a maximum, and a URL', app(told, { ...url, ...jobs({ ScalingConfig: { MaximumConcurrency: 5 } }) }), { finds: ['warning Worker'] }],
  ['a schedule starts one', app(told, schedule({ ScheduleExpression: 'rate(1 hour)' })), {}],
  ['a schedule that also waits for events', app(told, schedule({ ScheduleExpression: 'rate(1 hour)', EventPattern: { source: ['a'] } })), { finds: ['warning Worker'] }],
  ['events start many', app(told, schedule({ EventPattern: { source: ['a'] } })), { finds: ['warning Worker'] }],
  ['a rotation starts one', app(told, { Rotation: ['AWS::SecretsManager::RotationSchedule', { SecretId: 's', RotationLambdaARN: arn }] }), {}],
  ['shards bound a stream', app(told, jobs({ EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s', StartingPosition: 'LATEST' })), {}],
  ['shards bound a table\'s stream too', app(told, jobs({ EventSourceArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/1', StartingPosition: 'LATEST' })), {}],
  ['nobody here invokes it', app(told, {}), { unknown: ['Worker'] }],
  ['an address that is imported', app({ Environment: { Variables: { HOST: { 'Fn::ImportValue': 'orders' } } } }), {}],
]);
