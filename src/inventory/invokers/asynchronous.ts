import { InvokerFact, InvokerKind } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { Properties, Resource } from '../model';
import { EventFacts, eventInvokers } from './event-invokers';
import { invoker, linkTo, mayBeFunction } from './invoker';
import { Survey } from '../reading/survey';

/** Those who hand an event to Lambda and do not wait. */
export function asynchronousInvokers(survey: Survey, targets: FunctionTargets, events: EventFacts): readonly InvokerFact[] {
  return [
    ...eventInvokers(targets, events),
    ...logs(survey, targets),
    ...iot(survey, targets),
    ...mailAndConfig(survey, targets),
    ...customResources(survey, targets),
    ...alarmsAndRotations(survey, targets),
    ...lambdaDestinations(survey, targets),
  ];
}

function logs(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::Logs::SubscriptionFilter')
    .filter(resource => mayBeFunction(resource.properties.link('DestinationArn')))
    .map(resource => simple(resource, targets, 'logs', 'DestinationArn', resource.properties));
}

function iot(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::IoT::TopicRule').flatMap(resource => {
    const payload = resource.properties.map('TopicRulePayload');
    const actions = [...payload.maps('Actions'), payload.map('ErrorAction')].filter(action => action.has('Lambda'));
    return actions.map(action => simple(resource, targets, 'iot', 'Lambda.FunctionArn', action));
  });
}

function mailAndConfig(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  const mail = survey.ofType('AWS::SES::ReceiptRule').flatMap(resource =>
    resource.properties.maps('Rule.Actions').filter(action => action.has('LambdaAction')).map(action => {
      const waits = action.text('LambdaAction.InvocationType', 'Event').known === 'RequestResponse';
      return { ...simple(resource, targets, 'ses', 'LambdaAction.FunctionArn', action), mode: waits ? 'sync' as const : 'async' as const };
    }));
  const config = survey.ofType('AWS::Config::ConfigRule')
    .filter(resource => resource.properties.text('Source.Owner').known === 'CUSTOM_LAMBDA')
    .map(resource => simple(resource, targets, 'config', 'Source.SourceIdentifier', resource.properties));
  return [...mail, ...config];
}

function customResources(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return [...survey.ofTypesLike('Custom::'), ...survey.ofType('AWS::CloudFormation::CustomResource')]
    .filter(resource => resource.properties.link('ServiceToken').service === 'lambda')
    .map(resource => simple(resource, targets, 'cloudformation', 'ServiceToken', resource.properties));
}

function alarmsAndRotations(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  const alarms = survey.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').flatMap(resource =>
    ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap(key => resource.properties.links(key))
      .filter(link => link.service === 'lambda')
      .map(link => invoker(resource, { via: 'alarm', mode: 'async', target: targets.of(link), source: linkTo(resource), settings: resource.properties })));
  const rotations = survey.ofType('AWS::SecretsManager::RotationSchedule')
    .filter(resource => resource.properties.has('RotationLambdaARN'))
    .map(resource => simple(resource, targets, 'secretsmanager', 'RotationLambdaARN', resource.properties));
  return [...alarms, ...rotations];
}

function lambdaDestinations(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::Lambda::EventInvokeConfig').flatMap(resource =>
    ['OnSuccess', 'OnFailure'].map(key => resource.properties.link(`DestinationConfig.${key}.Destination`))
      .filter(link => link.service === 'lambda')
      .map(link => invoker(resource, { via: 'lambda-destination', mode: 'async', target: targets.of(link), settings: resource.properties })));
}

function simple(resource: Resource, targets: FunctionTargets, via: InvokerKind, key: string, settings: Properties): InvokerFact {
  return invoker(resource, { via, mode: 'async', target: targets.at(settings, key), source: linkTo(resource), settings });
}
