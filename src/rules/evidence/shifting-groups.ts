import { DeploymentGroupFact } from '../../inventory/function-facts';

/**
 * Whether a CodeDeploy group shifts an alias step by step: undefined when its configuration does not tell,
 * false for groups that move everything at once or deploy something else than functions.
 */
export function shifts(group: DeploymentGroupFact): boolean | undefined {
  const configuration = group.configuration;
  const own = group.resource.properties.link('DeploymentConfigName', 'AWS::CodeDeploy::DeploymentConfig').resource;
  if (group.aliases.length === 0 && !/Lambda/.test(configuration.written) && !deploysFunctions(group)) {
    return false;
  }
  if (own) {
    const type = own.properties.text('TrafficRoutingConfig.Type').known;
    return type === undefined ? undefined : type !== 'AllAtOnce';
  }
  // A configuration that stands elsewhere tells nothing by its name.
  const name = configuration.known ?? '';
  return name.startsWith('CodeDeployDefault.') ? !name.endsWith('AllAtOnce') : undefined;
}

function deploysFunctions(group: DeploymentGroupFact): boolean {
  const application = group.resource.properties.link('ApplicationName', 'AWS::CodeDeploy::Application').resource;
  return application?.properties.text('ComputePlatform').known === 'Lambda';
}
