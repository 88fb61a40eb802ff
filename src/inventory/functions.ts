import { factOf, Facts } from './fact';
import { FunctionFact } from './function-facts';
import { injectedBy } from './injected';
import { Link, Resource, Value } from './model';
import { Survey } from './reading/survey';
import { known } from './value';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/** Functions; what belongs to them is added as it is found. */
export function functions(survey: Survey): Facts<FunctionFact> {
  return new Facts(survey.ofType('AWS::Lambda::Function').map(oneFunction));
}

function oneFunction(resource: Resource): FunctionFact {
  const { properties } = resource;
  return {
    ...factOf(resource),
    name: properties.text('FunctionName'),
    runtime: properties.text('Runtime'),
    handler: properties.text('Handler'),
    packageType: properties.text('PackageType', properties.has('Code.ImageUri') ? 'Image' : 'Zip'),
    architecture: firstOf(properties.texts('Architectures')),
    timeout: properties.number('Timeout', SERVICE_DEFAULTS.functionTimeout),
    memory: properties.number('MemorySize', SERVICE_DEFAULTS.functionMemory),
    storage: properties.number('EphemeralStorage.Size', SERVICE_DEFAULTS.functionStorage),
    reserved: properties.number('ReservedConcurrentExecutions'),
    deadLetter: deadLetterOf(properties.link('DeadLetterConfig.TargetArn')),
    tracing: properties.text('TracingConfig.Mode', 'PassThrough'),
    environment: properties.map('Environment.Variables'),
    vpc: properties.map('VpcConfig'),
    role: properties.link('Role', 'AWS::IAM::Role'),
    logGroup: properties.link('LoggingConfig.LogGroup', 'AWS::Logs::LogGroup'),
    snapStart: properties.text('SnapStart.ApplyOn', 'None'),
    managedInstances: properties.has('CapacityProviderConfig'),
    injectedBy: injectedBy(resource, properties),
    versions: [],
    aliases: [],
    urls: [],
    asyncConfigs: [],
    invokers: [],
    mappings: [],
    permissions: [],
  };
}

function firstOf(architectures: readonly Value<string>[]): Value<string> {
  return architectures[0] ?? known('x86_64');
}

/** An empty string takes the dead-letter queue away. */
function deadLetterOf(link: Link): Link {
  return link.written === '' ? { state: 'absent', written: '' } : link;
}
