import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Apis, apisOf, httpApi, implicitApis, restApi, stageIds } from './apis';
import { BucketEvent, bucketEvents, withNotifications } from './bucket-events';
import { withConnectors } from './connectors';
import { eventResources } from './events';
import { destinations } from './made-queues';
import { notExpanded } from './not-expanded';
import { withGeneratedIds } from './references';
import { roleOf } from './role';
import { stateMachine } from './state-machine';

const TRANSFORM = 'AWS::Serverless-2016-10-31';

/** SAM types that only rename a CloudFormation type, as far as the rules look. */
const RENAMED: Readonly<Record<string, string>> = {
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
};

/** A SAM template as the CloudFormation that SAM makes of it, as far as the rules need; other templates as they are. */
export function expandSam(body: RawMap): RawMap {
  const transform = own(body, 'Transform');
  if (![transform].flat().includes(TRANSFORM)) {
    return body;
  }
  const globals = ownMap(body, 'Globals');
  const written = ownMap(body, 'Resources');
  const functions = Object.entries(written).flatMap(([id, raw]) => (isFunction(raw) ? [samFunction(id, raw, ownMap(globals, 'Function'))] : []));
  const apis = apisOf(written, globals, merged);
  const byId = new Map(functions.map(one => [one.id, one]));
  const expanded = Object.fromEntries([
    ...implicitApis(functions.flatMap(one => one.events.map(([, event]) => event)), apis),
    ...Object.entries(written).flatMap(([id, raw]) => (isMap(raw) ? expandResource(id, raw, byId.get(id), apis) : [[id, raw] as const])),
  ]);
  const resources = withConnectors(written, withNotifications(expanded, functions.flatMap(notifications)));
  return withGeneratedIds({ ...body, Resources: resources }, new Map([...functions.flatMap(generatedIds), ...stageIds(apis)])) as RawMap;
}

type Entry = readonly [id: string, raw: unknown];

/** A function as SAM sees it: Globals merged in. */
interface SamFunction {
  readonly id: string;
  readonly raw: RawMap;
  readonly properties: RawMap;
  readonly events: readonly (readonly [name: string, event: RawMap])[];
  /** The queues and topics that SAM makes for its destinations. */
  readonly made: readonly Entry[];
  /** What its events invoke: the alias that SAM publishes, or the function. */
  readonly target: RawMap;
}

function isFunction(raw: unknown): raw is RawMap {
  return isMap(raw) && ownText(raw, 'Type') === 'AWS::Serverless::Function';
}

function samFunction(id: string, raw: RawMap, globals: RawMap): SamFunction {
  const written = merged(globals, ownMap(raw, 'Properties'));
  const invokes = own(written, 'EventInvokeConfig');
  const { config, made } = isMap(invokes) ? destinations(`${id}EventInvokeConfig`, invokes) : { config: invokes, made: [] };
  const properties = { ...written, ...(config === undefined ? {} : { EventInvokeConfig: config }) };
  const alias = own(properties, 'AutoPublishAlias');
  return {
    id,
    raw,
    properties,
    made,
    events: Object.entries(ownMap(properties, 'Events')).flatMap(([name, event]) => (isMap(event) ? [[name, event] as const] : [])),
    target: alias === undefined ? { 'Fn::GetAtt': [id, 'Arn'] } : { Ref: `${id}Alias${typeof alias === 'string' ? alias : ''}` },
  };
}

function notifications({ events, target, raw }: SamFunction): readonly BucketEvent[] {
  return bucketEvents(events.map(([, event]) => event), target, own(raw, 'Condition'));
}

function generatedIds({ id, target, made }: SamFunction): readonly (readonly [name: string, id: string])[] {
  return [
    ...('Ref' in target ? [[`${id}.Alias`, String(target.Ref)], [`${id}.Version`, `${id}Version`]] as const : []),
    ...made.map(([name]) => [`${id}.Destination${name.endsWith('Queue') ? 'Queue' : 'Topic'}`, name] as const),
  ];
}

function expandResource(id: string, raw: RawMap, called: SamFunction | undefined, apis: Apis): readonly Entry[] {
  if (called) {
    return expandFunction(called, apis);
  }
  const type = ownText(raw, 'Type') ?? '';
  const api = type === 'AWS::Serverless::Api' ? restApi : type === 'AWS::Serverless::HttpApi' ? httpApi : undefined;
  if (api) {
    const [[, made], ...beside] = api(id, apis.get(id) ?? {});
    return [[id, { ...raw, ...made }], ...beside];
  }
  if (type === 'AWS::Serverless::StateMachine') {
    return stateMachine(id, raw);
  }
  const renamed = ownText(RENAMED, type);
  return [[id, renamed ? { ...raw, Type: renamed } : raw]];
}

/** Maps of Globals and function are merged, lists joined, anything else is the function's. */
function merged(globals: RawMap, properties: RawMap): RawMap {
  const keys = new Set([...Object.keys(globals), ...Object.keys(properties)]);
  return Object.fromEntries([...keys].map(key => {
    const general = own(globals, key);
    const special = own(properties, key);
    if (isMap(general) && isMap(special)) {
      return [key, merged(general, special)];
    }
    return [key, Array.isArray(general) && Array.isArray(special) ? [...general, ...special] : special ?? general];
  }));
}

function expandFunction({ id, raw, properties, events, target, made }: SamFunction, apis: Apis): readonly Entry[] {
  const condition = 'Condition' in raw ? { Condition: raw.Condition } : {};
  const alias = own(properties, 'AutoPublishAlias');
  const added: readonly Entry[] = [
    ...('Role' in properties ? [] : [[`${id}Role`, roleOf(properties)] as const]),
    ...aliasResources(id, properties, target),
    ...invokeConfig(id, properties, alias),
    ...made,
    ...urlResources(id, properties, alias),
    ...events.flatMap(([name, event]) => eventResources(`${id}${name}`, event, target, apis)),
  ];
  const plain = { ...raw, Type: 'AWS::Lambda::Function', Properties: functionProperties(id, properties) };
  return [[id, plain], ...added.map(([name, one]) => [name, isMap(one) ? { ...one, ...condition } : one] as const)];
}

const SHORTHANDS = ['Events', 'Policies', 'AutoPublishAlias', 'DeploymentPreference', 'DeadLetterQueue', 'EventInvokeConfig', 'Tracing', 'FunctionUrlConfig', 'CodeUri', 'InlineCode'];

function functionProperties(id: string, properties: RawMap): RawMap {
  const kept = Object.entries(properties).filter(([key]) => !SHORTHANDS.includes(key));
  const deadLetter = own(properties, 'DeadLetterQueue');
  const tracing = own(properties, 'Tracing');
  return {
    Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
    ...Object.fromEntries(kept),
    ...(isMap(deadLetter) ? { DeadLetterConfig: { TargetArn: own(deadLetter, 'TargetArn') } } : {}),
    ...(tracing === undefined ? {} : { TracingConfig: { Mode: tracing } }),
  };
}

function aliasResources(id: string, properties: RawMap, target: RawMap): readonly Entry[] {
  const alias = own(properties, 'AutoPublishAlias');
  if (alias === undefined) {
    return [];
  }
  const shifted = 'DeploymentPreference' in properties
    ? { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'ServerlessDeploymentApplication' }, DeploymentGroupName: { Ref: `${id}DeploymentGroup` } } } }
    : {};
  const preference = ownMap(properties, 'DeploymentPreference');
  return [
    [`${id}Version`, { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: id } } }],
    [String(target.Ref), {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: id },
        FunctionVersion: { 'Fn::GetAtt': [`${id}Version`, 'Version'] },
        Name: alias,
        ProvisionedConcurrencyConfig: own(properties, 'ProvisionedConcurrencyConfig'),
      },
      ...shifted,
    }],
    ...('DeploymentPreference' in properties ? [[`${id}DeploymentGroup`, deploymentGroup(preference)] as const] : []),
  ];
}

function deploymentGroup(preference: RawMap): RawMap {
  const alarms = own(preference, 'Alarms');
  return {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      DeploymentConfigName: configurationOf(own(preference, 'Type')),
      AlarmConfiguration: Array.isArray(alarms) ? { Enabled: true, Alarms: alarms.map(alarm => ({ Name: alarm })) } : alarms && notExpanded('Alarms'),
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    },
  };
}

function invokeConfig(id: string, properties: RawMap, alias: unknown): readonly Entry[] {
  const config = own(properties, 'EventInvokeConfig');
  if (!isMap(config)) {
    return [];
  }
  return [[`${id}EventInvokeConfig`, {
    Type: 'AWS::Lambda::EventInvokeConfig', Properties: { ...config, FunctionName: { Ref: id }, Qualifier: alias ?? '$LATEST' },
  }]];
}

function urlResources(id: string, properties: RawMap, alias: unknown): readonly Entry[] {
  const config = own(properties, 'FunctionUrlConfig');
  return isMap(config)
    ? [[`${id}Url`, { Type: 'AWS::Lambda::Url', Properties: { ...config, TargetFunctionArn: { Ref: id }, Qualifier: alias } }]]
    : [];
}

/** SAM calls CodeDeploy's own configurations without their prefix; any other is the name of one that stands elsewhere. */
function configurationOf(type: unknown): unknown {
  return typeof type === 'string' && /^(AllAtOnce$|(Canary|Linear)10Percent)/.test(type) ? `CodeDeployDefault.Lambda${type}` : type;
}
