import { factOf, Facts } from './fact';
import { AliasFact, AsyncConfigFact, DeploymentGroupFact, PermissionFact, UrlFact, VersionFact } from './function-facts';
import { FunctionTargets } from './function-targets';
import { Resource, Value } from './model';
import { isMap, own, ownMap } from './raw';
import { Survey } from './reading/survey';
import { known, unknown } from './value';

/** Versions, each added to its function. */
export function versions(survey: Survey, targets: FunctionTargets): Facts<VersionFact> {
  return new Facts(survey.ofType('AWS::Lambda::Version').map(resource => {
    const fact: VersionFact = {
      ...factOf(resource),
      target: { ...targets.at(resource.properties, 'FunctionName'), qualifier: ownVersion(resource) },
      provisioned: resource.properties.number('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'),
    };
    fact.target.function?.versions.push(fact);
    return fact;
  }));
}

function ownVersion(resource: Resource): Value<string> {
  return { kind: 'reference', reference: { resource, attribute: 'Version' }, written: `\${${resource.logicalId}.Version}` };
}

/** Aliases, each added to its function. */
export function aliases(survey: Survey, targets: FunctionTargets, versionFacts: Facts<VersionFact>): Facts<AliasFact> {
  return new Facts(survey.ofType('AWS::Lambda::Alias').map(resource => {
    const { properties } = resource;
    const version = properties.text('FunctionVersion');
    const fact: AliasFact = {
      ...factOf(resource),
      target: { ...targets.at(properties, 'FunctionName'), qualifier: version, version: version.reference && versionFacts.of(version.reference.resource) },
      name: properties.text('Name'),
      version,
      provisioned: properties.number('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'),
      weighted: weighted(resource),
      ...shifting(survey, resource),
    };
    fact.target.function?.aliases.push(fact);
    return fact;
  }));
}

function weighted(resource: Resource): Value<boolean> {
  const weights = resource.properties.node('RoutingConfig.AdditionalVersionWeights');
  return weights.kind === 'unknown' ? unknown(weights.why) : known(weights.kind === 'list' && weights.items.length > 0);
}

function shifting(survey: Survey, resource: Resource): Pick<AliasFact, 'deploymentGroup' | 'shifted'> {
  const update = own(ownMap(resource.raw, 'UpdatePolicy'), 'CodeDeployLambdaAliasUpdate');
  const policy = survey.read({ kind: 'map', entries: isMap(update) ? update : {}, scope: resource.scope }, resource.scope);
  return { shifted: isMap(update), deploymentGroup: policy.link('DeploymentGroupName') };
}

/** CodeDeploy groups that shift aliases. */
export function deploymentGroups(survey: Survey, shifted: Facts<AliasFact>): Facts<DeploymentGroupFact> {
  const facts = new Facts(survey.ofType('AWS::CodeDeploy::DeploymentGroup').map((resource): DeploymentGroupFact => {
    const { properties } = resource;
    const alarms = properties.maps('AlarmConfiguration.Alarms');
    return {
      ...factOf(resource),
      configuration: properties.text('DeploymentConfigName'),
      alarms: alarms.map(alarm => alarm.link('Name', 'AWS::CloudWatch::Alarm')),
      alarmsEnabled: properties.flag('AlarmConfiguration.Enabled', properties.has('AlarmConfiguration')),
      rollbackEnabled: properties.flag('AutoRollbackConfiguration.Enabled', false),
      aliases: [],
    };
  }));
  for (const alias of shifted) {
    facts.at(alias.deploymentGroup)?.aliases.push(alias);
  }
  return facts;
}

/** Function URLs, each added to its function. */
export function urls(survey: Survey, targets: FunctionTargets): Facts<UrlFact> {
  return new Facts(survey.ofType('AWS::Lambda::Url').map(resource => {
    const fact: UrlFact = {
      ...factOf(resource),
      target: targets.at(resource.properties, 'TargetFunctionArn', 'Qualifier'),
      authType: resource.properties.text('AuthType'),
    };
    fact.target.function?.urls.push(fact);
    return fact;
  }));
}

/** Asynchronous configurations, each added to its function. */
export function asyncConfigs(survey: Survey, targets: FunctionTargets): Facts<AsyncConfigFact> {
  return new Facts(survey.ofType('AWS::Lambda::EventInvokeConfig').map(resource => {
    const { properties } = resource;
    const fact: AsyncConfigFact = {
      ...factOf(resource),
      target: targets.at(properties, 'FunctionName', 'Qualifier'),
      onFailure: properties.link('DestinationConfig.OnFailure.Destination'),
      onSuccess: properties.link('DestinationConfig.OnSuccess.Destination'),
      retries: properties.number('MaximumRetryAttempts', 2),
      maxAge: properties.number('MaximumEventAgeInSeconds', 21_600),
    };
    fact.target.function?.asyncConfigs.push(fact);
    return fact;
  }));
}

/** Resource policies of functions, one fact a permission. */
export function permissions(survey: Survey, targets: FunctionTargets): Facts<PermissionFact> {
  return new Facts(survey.ofType('AWS::Lambda::Permission').map(resource => {
    const { properties } = resource;
    const fact: PermissionFact = {
      ...factOf(resource),
      target: targets.at(properties, 'FunctionName'),
      principal: properties.text('Principal'),
      action: properties.text('Action'),
      sourceArn: properties.text('SourceArn'),
      source: properties.link('SourceArn'),
      sourceAccount: properties.text('SourceAccount'),
      organization: properties.text('PrincipalOrgID'),
      eventSourceToken: properties.text('EventSourceToken'),
      viaUrl: properties.flag('InvokedViaFunctionUrl', false),
    };
    fact.target.function?.permissions.push(fact);
    return fact;
  }));
}
