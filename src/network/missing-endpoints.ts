import { Stack, aws_ec2 as ec2, aws_lambda as lambda } from 'aws-cdk-lib';
import { warnAtSynth } from '../validation/warning';

/**
 * The endpoint through which the code of a function reaches a service, by the prefix of its actions.
 *
 * What Lambda does for the function (logs, traces, interfaces) and what services do with keys takes no endpoint of the function's network.
 * Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink" and "Gateway endpoints"; November 2026.
 */
const ENDPOINTS: Record<string, string> = {
  'cloudwatch': 'monitoring',
  'dynamodb': 'dynamodb',
  'events': 'events',
  'firehose': 'kinesis-firehose',
  'kinesis': 'kinesis-streams',
  'lambda': 'lambda',
  'rds-data': 'rds-data',
  's3': 's3',
  'secretsmanager': 'secretsmanager',
  'ses': 'email',
  'sns': 'sns',
  'sqs': 'sqs',
  'ssm': 'ssm',
  'states': 'states',
};

/** Warns at synth of services that a function may use, and has no endpoint for in subnets without a way out. */
export function noticeMissingEndpoints(
  fn: lambda.Function, vpc: ec2.IVpc, subnets: ec2.SubnetSelection | undefined, servicesUsed: () => string[],
): void {
  if (!isStuck(vpc, subnets)) return;
  fn.node.addValidation({
    validate: () => {
      const present = endpointsOf(vpc);
      const needed = servicesUsed().map(service => ENDPOINTS[service]).filter(Boolean);
      const missing = needed.filter(endpoint => !present.some(name => serves(name, endpoint)));
      if (missing.length > 0) warnOf(fn, [...new Set(missing)].sort());
      return [];
    },
  });
}

/** Only a warning: endpoints of other apps, proxies and transit gateways are not seen. */
function warnOf(fn: lambda.Function, missing: string[]): void {
  warnAtSynth(fn, 'isolated-network', {
    must: 'A function in isolated or public subnets must reach the services it uses through endpoints',
    given: `none for ${missing.join(', ')}`,
    remedy: 'Call vpc.addGatewayEndpoint (s3, dynamodb) or vpc.addInterfaceEndpoint, use subnets with a way out, or acknowledge this where the way is not in this app.',
  });
}

/** Isolated subnets have no way out but endpoints, nor have public ones for a function, which gets no public address; known of a VPC of this app. */
function isStuck(vpc: ec2.IVpc, subnets: ec2.SubnetSelection | undefined): boolean {
  if (!(vpc instanceof ec2.Vpc)) return false;
  const stuck = [...vpc.isolatedSubnets, ...vpc.publicSubnets];
  return vpc.selectSubnets(subnets).subnets.every(subnet => stuck.includes(subnet));
}

function endpointsOf(vpc: ec2.IVpc): string[] {
  const own = JSON.stringify(Stack.of(vpc).resolve(vpc.vpcId));
  return vpc.node.root.node.findAll()
    .filter(construct => construct instanceof ec2.CfnVPCEndpoint)
    .filter(endpoint => JSON.stringify(endpoint.stack.resolve(endpoint.vpcId)) === own)
    .map(endpoint => JSON.stringify(endpoint.stack.resolve(endpoint.serviceName)));
}

function serves(serviceName: string, endpoint: string): boolean {
  return serviceName.includes(`.${endpoint}"`);
}
