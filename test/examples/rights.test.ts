import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OrdersStack } from '../../examples/02-database-behind-a-proxy/orders-stack';
import { GreetingStack } from '../../examples/03-python-with-a-layer/greeting-stack';
import { ImageStack } from '../../examples/04-container-image/image-stack';
import { RoleRights } from '../../src';

const LOGS_AND_TRACES = (id: string): string[] => [
  `Allow logs:CreateLogStream on \${${id}/LogGroup.Arn}`,
  `Allow logs:PutLogEvents on \${${id}/LogGroup.Arn}`,
  'Allow xray:PutTelemetryRecords on *',
  'Allow xray:PutTraceSegments on *',
];

const INTERFACES = [
  'AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'DescribeNetworkInterfaces', 'DescribeSubnets', 'UnassignPrivateIpAddresses',
].flatMap(action => [`Allow ec2:${action} on *`, `Deny ec2:${action} on * when Null(lambda:SourceFunctionArn false)`]);

test('the function behind a proxy may connect as one user, read one secret, and be attached to its network by Lambda', () => {
  const { lines } = RoleRights.of(new OrdersStack(new App(), 'Orders').fn);
  const [connect] = lines.filter(line => line.startsWith('Allow rds-db:'));
  expect(connect).toMatch(/^Allow rds-db:connect on .*dbuser:.*\/orders_app$/);
  expect(lines).toEqual([
    ...LOGS_AND_TRACES('TakeOrder'), ...INTERFACES, connect, 'Allow secretsmanager:GetSecretValue on ${ProviderKey}',
  ].sort());
});

test('the Python function with a layer is plain, and runs on arm64', () => {
  const stack = new GreetingStack(new App(), 'Greeting');
  expect(RoleRights.of(stack.fn).lines).toEqual(LOGS_AND_TRACES('Greet'));
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Architectures: ['arm64'], Layers: [Match.anyValue()] });
});

test('the function from an image runs where it is said to', () => {
  const stack = new ImageStack(new App(), 'Image');
  expect(RoleRights.of(stack.fn).lines).toEqual(LOGS_AND_TRACES('Convert'));
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Architectures: ['arm64'], PackageType: 'Image' });
});
