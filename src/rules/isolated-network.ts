import { callsOf } from './evidence/network-calls';
import { SubnetRoutes } from './evidence/subnet-routes';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';

/** A function in a VPC reaches what the VPC reaches, and nothing else. */
export const isolatedNetwork: Rule = {
  id: 'isolated-network',
  severity: 'warning',
  title: 'A function in a VPC has a way to the services it may call',
  why: 'A function in a subnet without a route to a NAT gateway reaches no AWS service that has no endpoint there; in a public subnet neither, '
    + 'for Lambda gives it no public address. The call hangs until the function times out.',
  remedy: 'Add an AWS::EC2::VPCEndpoint for the service, move the function to a subnet with a NAT gateway, or take it out of the VPC.',
  inCdk: '`vpc.addInterfaceEndpoint(...)` or `vpc.addGatewayEndpoint(...)`. A `SteadfastFunction` says which service it cannot reach.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
  keeping: isolated('com.amazonaws.eu-west-1.sqs'),
  breaking: isolated('com.amazonaws.eu-west-1.sns'),

  *check(inventory) {
    const routes = new SubnetRoutes(inventory);
    for (const one of inventory.functions) {
      if (one.vpc.state !== 'absent' && one.injectedBy === undefined) {
        yield* judgeFunction(one, routes, inventory);
      }
    }
  },
};

function* judgeFunction(one: FunctionFact, routes: SubnetRoutes, inventory: Inventory): Iterable<Judgement> {
  const calls = callsOf(one, inventory);
  const links = one.vpc.links('SubnetIds');
  const subnets = links.flatMap(link => link.resource ?? []);
  if (calls.length === 0) {
    return;
  }
  const ways = subnets.map(subnet => routes.wayOutOf(subnet));
  const stuck = subnets.find((_subnet, index) => ways[index] === 'none' || ways[index] === 'internet-gateway');
  const endpoints = stuck && routes.endpointsBeside(stuck);
  if (subnets.length < links.length || ways.includes('unknown') || (stuck && !endpoints) || (stuck && one.vpc.flag('Ipv6AllowedForDualStack', false).known !== false)) {
    yield cannotTell(one, `Whether its subnets have a way to ${calls.join(', ')} cannot be told.`);
  } else if (stuck && endpoints && !endpoints.has('*')) {
    yield* judgeStuck(one, stuck, routes.wayOutOf(stuck), calls.filter(call => !endpoints.has(call)));
  }
}

function* judgeStuck(one: FunctionFact, subnet: Resource, way: string, unreachable: readonly string[]): Iterable<Judgement> {
  if (unreachable.length > 0) {
    const kind = way === 'none' ? 'has no way out' : 'is public, and Lambda gives no public address';
    yield finding(one, `It may call ${unreachable.join(', ')}, but its subnet ${subnet.logicalId} ${kind}, and there is no endpoint.`);
  }
}

function isolated(service: string): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ VpcConfig: { SubnetIds: [{ Ref: 'Subnet' }], SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] } }),
      Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111111111111:orders' }),
      Network: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'worker', VpcId: { Ref: 'Network' } } },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Network' }, CidrBlock: '10.0.0.0/24' } },
      Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Network' } } },
      Routing: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Routes' } } },
      Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Network' }, ServiceName: service, VpcEndpointType: 'Interface', PrivateDnsEnabled: true } },
    },
  };
}
