import { Resource } from '../../inventory/model';
import { AppContext } from '../app-context';
import { HOURS_A_MONTH } from '../units';
import { Quantity, stated, Usage, uses } from './usage';

/** Workflows, secrets, keys and networks. */
export function platformUsage(app: AppContext): readonly Usage[] {
  const all = (type: string, usage: (resource: Resource) => readonly Usage[]): readonly Usage[] => app.inventory.resourcesOfType(type).flatMap(usage);
  return [
    ...all('AWS::StepFunctions::StateMachine', machine => workflowUsage(app, machine)),
    ...all('AWS::SecretsManager::Secret', secret => [
      uses(app, secret, 'secrets.secret', { quantity: 1 }), uses(app, secret, 'secrets.calls', stated(app, secret, 'calls')),
    ]),
    ...all('AWS::KMS::Key', key => [uses(app, key, 'kms.key', keys(key)), uses(app, key, 'kms.requests', stated(app, key, 'requests'))]),
    ...all('AWS::EC2::NatGateway', gateway => [
      uses(app, gateway, 'nat.hour', { quantity: HOURS_A_MONTH }), uses(app, gateway, 'nat.data', stated(app, gateway, 'dataGb')),
    ]),
    ...all('AWS::EC2::VPCEndpoint', endpoint => endpointUsage(app, endpoint)),
    ...all('AWS::RDS::DBProxy', proxy => [uses(app, proxy, 'rds-proxy.vcpu-hour', vcpuHours(app, proxy))]),
  ];
}

function workflowUsage(app: AppContext, machine: Resource): readonly Usage[] {
  return machine.properties.text('StateMachineType', 'STANDARD').known === 'EXPRESS'
    ? [
      uses(app, machine, 'states.express.requests', stated(app, machine, 'executions')),
      uses(app, machine, 'states.express.duration', stated(app, machine, 'gbSeconds')),
    ]
    : [uses(app, machine, 'states.standard', stated(app, machine, 'transitions'))];
}

/** The first two rotations of a key add its price again: https://aws.amazon.com/kms/pricing */
function keys(key: Resource): Quantity {
  const rotates = key.properties.flag('EnableKeyRotation').known === true;
  return rotates ? { quantity: 1, basis: 'before its first rotation; the first two add as much again, each' } : { quantity: 1 };
}

/** Gateway endpoints are free; interface endpoints cost in each zone. */
function endpointUsage(app: AppContext, endpoint: Resource): readonly Usage[] {
  const { properties } = endpoint;
  if (properties.text('VpcEndpointType', 'Gateway').known !== 'Interface') {
    return [];
  }
  const subnets = properties.texts('SubnetIds');
  const zones = subnets.some(subnet => subnet.kind === 'unknown') ? undefined : Math.max(1, subnets.length);
  const hours = zones === undefined ? { why: 'the template does not tell in how many zones it stands' } : { quantity: zones * HOURS_A_MONTH };
  return [uses(app, endpoint, 'endpoint.hour', hours), uses(app, endpoint, 'endpoint.data', stated(app, endpoint, 'dataGb'))];
}

function vcpuHours(app: AppContext, proxy: Resource): Quantity {
  const { quantity, why } = stated(app, proxy, 'vcpus', { why: 'it costs by the vCPUs of the database behind it' });
  return quantity === undefined ? { why } : { quantity: Math.max(2, quantity) * HOURS_A_MONTH, basis: 'at least 2 vCPUs are charged' };
}
