import { Stack, aws_ec2 as ec2, aws_rds as rds } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Concurrency, Network, ProxyConnection, RoleRights, SteadfastFunction, SteadfastFunctionProps } from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let vpc: ec2.Vpc;
let proxy: rds.DatabaseProxy;
beforeEach(() => {
  stack = stackWith();
  vpc = new ec2.Vpc(stack, 'Vpc');
  const database = new rds.DatabaseInstance(stack, 'Database', { vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }) });
  proxy = database.addProxy('Proxy', { vpc, secrets: [database.secret!], iamAuth: true });
});

function inNetwork(props: Partial<SteadfastFunctionProps> = {}): SteadfastFunction {
  return steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc), ...props });
}

test('a function connects as one user, over one port, without a secret', () => {
  const fn = inNetwork();
  new ProxyConnection({ proxy, user: 'app', database: 'orders' }).connect(fn);
  expect(RoleRights.of(fn).lines.filter(line => /rds-db|secret/.test(line))).toEqual([expect.stringMatching(/^Allow rds-db:connect on .*\/app$/)]);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    FromPort: 5432, ToPort: 5432, GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('ProxySecurityGroup'), 'GroupId'] },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { DATABASE_HOST: { 'Fn::GetAtt': [Match.stringLikeRegexp('Proxy'), 'Endpoint'] }, DATABASE_PORT: '5432', DATABASE_NAME: 'orders', DATABASE_USER: 'app' } },
  });
});

test('a function runs no more often than the proxy has clients for', () => {
  const connection = new ProxyConnection({ proxy, user: 'app', database: 'orders', maxClients: 20 });
  expect(() => connection.connect(steadfastFunction(stack, 'Unreserved', { network: Network.privateSubnets(vpc) }))).toThrow('given: no reserved concurrency');
  expect(() => connection.connect(steadfastFunction(stack, 'Many', { network: Network.privateSubnets(vpc), concurrency: Concurrency.reserved(21) }))).toThrow('given: 21 reserved');
  expect(() => connection.connect(inNetwork({ concurrency: Concurrency.reserved(20) }))).not.toThrow();
});

test('a function in no network is refused', () => {
  expect(() => new ProxyConnection({ proxy, user: 'app', database: 'orders' }).connect(steadfastFunction(stack)))
    .toThrow('Stack/Function: A function must be attached to the network of the proxy');
});

describe('an imported proxy', () => {
  const imported = (): rds.IDatabaseProxy => rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Imported', {
    dbProxyArn: 'arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123', dbProxyName: 'orders', endpoint: 'orders.proxy.example', securityGroups: [],
  });

  test('is reached by what the user says of it', () => {
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
    new ProxyConnection({ proxy: imported(), user: 'app', database: 'orders', port: 3306, securityGroup }).connect(inNetwork());
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 3306, GroupId: 'sg-1' });
  });

  test('must be told of', () => {
    const [known, fn] = [{ proxy: imported(), user: 'app', database: 'orders' }, inNetwork()];
    expect(() => new ProxyConnection(known).connect(fn)).toThrow('The port of the proxy must be known');
    expect(() => new ProxyConnection({ ...known, port: 3306 }).connect(fn)).toThrow('The security group of the proxy must be known');
  });
});
