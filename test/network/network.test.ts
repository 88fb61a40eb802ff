import { Fn, Stack, aws_ec2 as ec2, aws_efs as efs, aws_lambda as lambda, aws_rds as rds, aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Access, Network, NetworkEgress, NetworkProps, RoleRights, SteadfastFunction } from '../../src';
import { Simulation } from '../support/simulation';
import { stackWith, steadfastFunction } from '../support/stacks';

const ANYWHERE = '0.0.0.0/0';

let stack: Stack;
let vpc: ec2.Vpc;
beforeEach(() => {
  stack = stackWith();
  vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
});

function attached(props?: NetworkProps): SteadfastFunction {
  return steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc, props) });
}

function isolated(): SteadfastFunction {
  return attached({ subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
}

function groupsOf(template: Template): { Properties: Record<string, unknown> }[] {
  return Object.values(template.findResources('AWS::EC2::SecurityGroup')) as { Properties: Record<string, unknown> }[];
}

test('a function is in private subnets, with a security group of its own that lets HTTPS out and nothing in', () => {
  attached();
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    VpcConfig: {
      SubnetIds: [{ Ref: Match.stringLikeRegexp('^VpcPrivateSubnet1') }, { Ref: Match.stringLikeRegexp('^VpcPrivateSubnet2') }],
      SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionSecurityGroup'), 'GroupId'] }],
    },
  });
  const [group, ...others] = groupsOf(template);
  expect(others).toEqual([]);
  expect(group.Properties.SecurityGroupEgress).toEqual([{ CidrIp: ANYWHERE, Description: 'HTTPS', FromPort: 443, IpProtocol: 'tcp', ToPort: 443 }]);
  expect(group.Properties.SecurityGroupIngress).toBeUndefined();
});

test('Lambda may make the interfaces of a function in a network, in whatever words the network is named', () => {
  const inherited = steadfastFunction(stack, 'Inherited', { vpc });
  for (const fn of [attached(), inherited]) expect(RoleRights.of(fn).lines).toContain('Allow ec2:CreateNetworkInterface on *');
});

test('a function is in isolated subnets where the VPC has no others that are private', () => {
  const closed = new ec2.Vpc(stack, 'Closed', { maxAzs: 1, subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  steadfastFunction(stack, 'Function', { network: Network.privateSubnets(closed) });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: Match.stringLikeRegexp('^ClosedisolatedSubnet1') }] } });
});

test('traffic leaves as it is stated', () => {
  attached({ egress: [NetworkEgress.to(ec2.Peer.ipv4('10.1.0.0/16'), ec2.Port.tcp(8080), 'Ledger'), NetworkEgress.https(ec2.Peer.prefixList('pl-1'))] });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [Match.objectLike({ CidrIp: '10.1.0.0/16', FromPort: 8080 })] });
});

test('any traffic leaves only for a reason, which stands in the template', () => {
  attached({ egress: [NetworkEgress.anywhere('speaks to customers\' own servers')] });
  const template = Template.fromStack(stack);
  expect(groupsOf(template)[0].Properties.SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: ANYWHERE, IpProtocol: '-1' })]);
  template.hasResource('AWS::Lambda::Function', {
    Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'network-egress', reason: 'speaks to customers\' own servers' }] } },
  });
});

test('a description that EC2 would refuse at deployment is refused by us', () => {
  for (const description of ['the ledger\'s own', 'Bücher', 'x'.repeat(256)]) {
    expect(() => NetworkEgress.to(ec2.Peer.ipv4('10.1.0.0/16'), ec2.Port.tcp(8080), description)).toThrow(`given: "${description}". Say it in these.`);
  }
  expect(() => NetworkEgress.to(ec2.Peer.ipv4('10.1.0.0/16'), ec2.Port.tcp(8080), Fn.importValue('why'))).not.toThrow();
});

test('what it reaches is opened on both sides', () => {
  const database = new rds.DatabaseInstance(stack, 'Database', { vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }) });
  attached({ reaches: [database] });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseSecurityGroup'), 'GroupId'] } });
});

test('a cache is reached through its security group and port', () => {
  const group = new ec2.SecurityGroup(stack, 'CacheGroup', { vpc });
  attached({ reaches: [new ec2.Connections({ securityGroups: [group], defaultPort: ec2.Port.tcp(6379) })] });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 6379, ToPort: 6379 });
});

describe('in isolated subnets', () => {
  const missing = (names: string): unknown => Match.stringLikeRegexp(`must reach the services it uses through endpoints; given: none for ${names}\\.`);

  beforeEach(() => {
    vpc = new ec2.Vpc(stack, 'Closed', { maxAzs: 1, subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  });

  test('services that it may use and cannot reach are named', () => {
    isolated().grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')), Access.readObjects(new s3.Bucket(stack, 'Bucket')));
    Annotations.fromStack(stack).hasWarning('/Stack/Function/Resource', missing('s3, sqs') as string);
  });

  test('services with an endpoint are reached', () => {
    vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    vpc.addInterfaceEndpoint('Sqs', { service: ec2.InterfaceVpcEndpointAwsService.SQS });
    isolated().grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')), Access.readObjects(new s3.Bucket(stack, 'Bucket')));
    Annotations.fromStack(stack).hasNoWarning('/Stack/Function', Match.stringLikeRegexp('through endpoints'));
  });

  test('logs, traces and interfaces take no endpoint', () => {
    isolated();
    Annotations.fromStack(stack).hasNoWarning('/Stack/Function', Match.stringLikeRegexp('through endpoints'));
  });
});

test('in public subnets a function has no way out either, for it gets no public address', () => {
  const open = new ec2.Vpc(stack, 'Open', { maxAzs: 1, subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }] });
  const fn = steadfastFunction(stack, 'Function', { vpc: open, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }, allowPublicSubnet: true });
  fn.grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')));
  Annotations.fromStack(stack).hasWarning('/Stack/Function/Resource', Match.stringLikeRegexp('given: none for sqs'));
});

test('with a way out nothing is said about endpoints', () => {
  attached().grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')));
  Annotations.fromStack(stack).hasNoWarning('/Stack/Function', Match.stringLikeRegexp('through endpoints'));
});

test('a file system is mounted and written through its one access point', async () => {
  const files = new efs.FileSystem(stack, 'Files', { vpc });
  const [point, other] = [files.addAccessPoint('Point'), files.addAccessPoint('OtherPoint')];
  const fn = steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc), filesystem: lambda.FileSystem.fromEfsAccessPoint(point, '/mnt/files') });
  const role = new Simulation(fn);
  const through = (accessPoint: efs.AccessPoint): Record<string, string> => ({
    'elasticfilesystem:AccessPointArn': `arn:aws:elasticfilesystem:us-east-1:111111111111:access-point/${stack.getLogicalId(accessPoint.node.defaultChild as efs.CfnAccessPoint)}`,
  });
  for (const action of ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']) {
    expect(await role.allows(action, files.fileSystemArn, '', through(point))).toBe(true);
    expect(await role.allows(action, files.fileSystemArn, '', through(other))).toBe(false);
    expect(await role.allows(action, 'arn:aws:elasticfilesystem:us-east-1:111111111111:file-system/other', '', through(point))).toBe(false);
  }
});

describe('is refused', () => {
  test('a network in two vocabularies', () => {
    expect(() => steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc), allowAllOutbound: true }))
      .toThrow('Stack/Function: The network of a function must be decided once; given: network and allowAllOutbound.');
  });

  test('a public subnet', () => {
    expect(() => attached({ subnets: { subnetType: ec2.SubnetType.PUBLIC } })).toThrow('public subnet');
  });

  test('a peer whose port nobody knows', () => {
    expect(() => attached({ reaches: [new ec2.SecurityGroup(stack, 'Group', { vpc })] })).toThrow('What a function reaches must have a default port');
  });

  test('more than 16 subnets', () => {
    const subnets = [...Array(17).keys()].map(n => ec2.Subnet.fromSubnetId(stack, `Subnet${n}`, `subnet-${n}`));
    expect(() => attached({ subnets: { subnets } })).toThrow('at most 16 subnets');
  });
});
