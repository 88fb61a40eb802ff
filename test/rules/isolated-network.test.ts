import { describeRule, plus, template } from './support';
import { RawMap } from '../../src/inventory/raw';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { isolatedNetwork } from '../../src/rules/isolated-network';

const inside = { SubnetIds: [{ Ref: 'Subnet' }], SecurityGroupIds: ['sg-1'] };
const allow = (action: unknown, resource: unknown = '*') => lambdaRole({ Effect: 'Allow', Action: action, Resource: resource });
const route = (properties: RawMap) => ({ Default: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Routes' }, ...properties } } });
const endpoint = (name: unknown, properties: RawMap = {}) => ({ Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Network' }, ServiceName: name, ...properties } } });
const peer = { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Routes' }, DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-1' } };
const everywhere = { DestinationCidrBlock: '0.0.0.0/0' };
const gateway = { Gateway: { Type: 'AWS::EC2::InternetGateway', Properties: {} } };
const app = (role: RawMap, more: RawMap = {}, vpc: RawMap = inside, properties: RawMap = {}) => plus(template({
  Worker: lambdaFunction({ VpcConfig: vpc, ...properties }),
  Role: role,
  Network: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  Subnet: ['AWS::EC2::Subnet', { VpcId: { Ref: 'Network' } }],
  Routes: ['AWS::EC2::RouteTable', { VpcId: { Ref: 'Network' } }],
  Routing: ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Routes' } }],
}), more);
const publishing = allow('sns:Publish', 'arn:aws:sns:eu-west-1:111111111111:t');
const jobs = { Jobs: { Type: 'AWS::SQS::Queue', Properties: {} }, Mapping: queueMapping() };

describeRule(isolatedNetwork, [
  ['no VPC', template({ Worker: lambdaFunction(), Role: publishing }), {}],
  ['isolated', app(publishing), { finds: ['warning Worker'], says: ['Subnet has no way out'] }],
  ['isolated, and no calls', app(lambdaRole()), {}],
  ['a NAT gateway', app(publishing, route({ ...everywhere, NatGatewayId: { Ref: 'Nat' } })), {}],
  ['public', app(publishing, { ...gateway, ...route({ ...everywhere, GatewayId: { Ref: 'Gateway' } }) }), { finds: ['warning Worker'], says: ['Subnet is public'] }],
  ['an IPv6 route does not help a function without IPv6', app(publishing, { ...gateway, ...route({ DestinationIpv6CidrBlock: '::/0', GatewayId: { Ref: 'Gateway' } }) }), { finds: ['warning Worker'] }],
  ['a subnet of a network that is not told', app(publishing, { Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { 'Fn::ImportValue': 'network' } } } }), { unknown: ['Worker'] }],
  ['CDK\'s own handler', app(lambdaRole(), {
    LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction({ VpcConfig: inside, Role: { 'Fn::GetAtt': ['Publisher', 'Arn'] } }), Publisher: publishing,
  }), {}],
  ['a function with IPv6', app(publishing, {}, { ...inside, Ipv6AllowedForDualStack: true }), { unknown: ['Worker'] }],
  ['a NAT gateway to one network', app(publishing, route({ DestinationCidrBlock: '10.1.0.0/16', NatGatewayId: { Ref: 'Nat' } })), { finds: ['warning Worker'] }],
  ['a NAT gateway to a network given at deployment', { ...app(publishing, route({ DestinationCidrBlock: { Ref: 'P' }, NatGatewayId: { Ref: 'Nat' } })), Parameters: { P: { Type: 'String' } } }, {}],
  ['an internet gateway to a network given at deployment', { ...app(publishing, { ...gateway, ...route({ DestinationCidrBlock: { Ref: 'P' }, GatewayId: { Ref: 'Gateway' } }) }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['a transit gateway to one network', app(publishing, route({ DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' })), { unknown: ['Worker'] }],
  ['a NAT gateway beside a peering', app(publishing, { ...route({ ...everywhere, NatGatewayId: { Ref: 'Nat' } }), Peer: peer }), {}],
  ['a peering beside a NAT gateway', app(publishing, { APeer: peer, ...route({ ...everywhere, NatGatewayId: { Ref: 'Nat' } }) }), {}],
  ['a transit gateway', app(publishing, route({ ...everywhere, TransitGatewayId: 'tgw-1' })), { unknown: ['Worker'] }],
  ['a peering', app(publishing, route({ DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-1' })), { unknown: ['Worker'] }],
  ['a NAT instance', app(publishing, route({ ...everywhere, NetworkInterfaceId: 'eni-1' })), { unknown: ['Worker'] }],
  ['a gateway that is not told', app(publishing, route({ ...everywhere, GatewayId: 'vgw-1' })), { unknown: ['Worker'] }],
  ['its endpoint', app(publishing, endpoint({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.sns' })), {}],
  ['another endpoint', app(publishing, endpoint('com.amazonaws.eu-west-1.sqs')), { finds: ['warning Worker'] }],
  ['an endpoint that is not told', app(publishing, endpoint({ 'Fn::ImportValue': 'service' })), {}],
  ['an endpoint of another network', app(publishing, endpoint('com.amazonaws.eu-west-1.sns', { VpcId: 'vpc-1' })), { finds: ['warning Worker'] }],
  ['the gateway endpoint of a table', app(allow('dynamodb:GetItem'), endpoint('com.amazonaws.eu-west-1.dynamodb')), {}],
  ['metrics have an endpoint of another name', app(allow('cloudwatch:PutMetricData'), endpoint('com.amazonaws.eu-west-1.monitoring')), {}],
  ['Lambda itself writes logs, traces and interfaces', app(allow(['logs:PutLogEvents', 'xray:PutTraceSegments', 'ec2:CreateNetworkInterface', 'kms:Decrypt'])), {}],
  ['Lambda itself polls a queue', app(allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']), jobs), {}],
  ['a function that reads a queue itself', app(allow(['sqs:ReceiveMessage'])), { finds: ['warning Worker'] }],
  ['Lambda itself delivers failures', app(allow('sqs:SendMessage', { 'Fn::GetAtt': ['Jobs', 'Arn'] }), jobs, inside, { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } }), {}],
  ['Lambda itself delivers what failed and what succeeded', app(allow(['sqs:SendMessage'], [{ 'Fn::GetAtt': ['Jobs', 'Arn'] }]), {
    ...jobs,
    Async: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnSuccess: { Destination: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } } },
    },
  }), {}],
  ['a function that also sends elsewhere', app(allow('sqs:SendMessage', [{ 'Fn::GetAtt': ['Jobs', 'Arn'] }, 'arn:aws:sqs:eu-west-1:111111111111:other']), jobs, inside, { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } }), { finds: ['warning Worker'] }],
  ['a function that sends to all but one', app(lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', NotResource: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }), jobs), { finds: ['warning Worker'] }],
  ['a function that may do everything', app(allow('*')), {}],
  ['calls are told in order', app(allow(['sqs:SendMessage', 'cloudwatch:PutMetricData'])), { finds: ['warning Worker'], says: ['may call monitoring, sqs,'] }],
  ['a function that sends itself', app(allow('sqs:SendMessage', { 'Fn::GetAtt': ['Jobs', 'Arn'] }), jobs), { finds: ['warning Worker'] }],
  ['databases are inside', app(allow('rds-db:connect')), {}],
  ['a Deny calls nothing', app(lambdaRole({ Effect: 'Deny', Action: 'sns:Publish', Resource: '*' })), {}],
  ['imported subnets', app(publishing, {}, { SubnetIds: [{ 'Fn::ImportValue': 'subnet' }], SecurityGroupIds: [] }), { unknown: ['Worker'] }],
  ['imported subnets, and no calls', app(lambdaRole(), {}, { SubnetIds: [{ 'Fn::ImportValue': 'subnet' }], SecurityGroupIds: [] }), {}],
  ['the main route table is not told', app(publishing, { Routing: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {} } }), { unknown: ['Worker'] }],
  ['one subnet of two', app(publishing, {
    Other: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Network' } } },
    OtherRoutes: { Type: 'AWS::EC2::RouteTable', Properties: {} },
    OtherRouting: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'Other' }, RouteTableId: { Ref: 'OtherRoutes' } } },
    OtherDefault: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'OtherRoutes' }, ...everywhere, NatGatewayId: 'nat-1' } },
  }, { ...inside, SubnetIds: [{ Ref: 'Other' }, { Ref: 'Subnet' }] }), { finds: ['warning Worker'] }],
]);
