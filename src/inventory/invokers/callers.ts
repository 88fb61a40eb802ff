import { FunctionTarget, InvokerFact } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { Properties, Resource } from '../model';
import { own } from '../raw';
import { Survey } from '../reading/survey';
import { known } from '../value';
import { tasksOf } from '../workflow';
import { invoker, linkTo } from './invoker';
import { pipes } from './pipes';
import { QUOTAS } from '../../reference/quotas';

/** Services that call a function in the middle of their own work. */
export function callers(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return [
    ...survey.ofType('AWS::Cognito::UserPool').flatMap(resource => userPool(resource, targets)),
    ...survey.ofType('AWS::StepFunctions::StateMachine').flatMap(resource => workflow(survey, resource, targets)),
    ...survey.ofType('AWS::KinesisFirehose::DeliveryStream').flatMap(resource => firehose(resource, targets)),
    ...survey.ofType('AWS::CloudFront::Distribution').flatMap(resource => distribution(resource, targets)),
    ...pipes(survey, targets),
  ];
}

/** Triggers written as a map with version and ARN instead of the ARN alone. */
const VERSIONED_TRIGGERS: Readonly<Record<string, string>> = {
  PreTokenGenerationConfig: 'LambdaArn', CustomEmailSender: 'LambdaArn', CustomSMSSender: 'LambdaArn', InboundFederation: 'LambdaArn',
};

function userPool(resource: Resource, targets: FunctionTargets): readonly InvokerFact[] {
  const config = resource.properties.map('LambdaConfig');
  return config.keys().filter(key => key !== 'KMSKeyID').map(key => {
    const settings = config.map(key);
    const nested = own(VERSIONED_TRIGGERS, key);
    return invoker(resource, {
      via: 'cognito',
      mode: 'sync',
      target: nested ? targets.at(settings, nested) : targets.at(config, key),
      source: linkTo(resource),
      patience: known(QUOTAS.userPoolTrigger.value),
      settings: config,
    });
  });
}

function workflow(survey: Survey, resource: Resource, targets: FunctionTargets): readonly InvokerFact[] {
  return tasksOf(survey, resource).flatMap(task => {
    const told = taskTarget(task.state, targets);
    return told
      ? [invoker(resource, { via: 'step-functions', mode: told.mode, target: told.target, source: linkTo(resource), settings: task.state, task })]
      : [];
  });
}

function taskTarget(task: Properties, targets: FunctionTargets): { readonly target: FunctionTarget; readonly mode: InvokerFact['mode'] } | undefined {
  const resource = task.text('Resource').written;
  if (/:states:.*:lambda:invoke(\.\w+)?$/.test(resource)) {
    const argumentsOf = task.has('Arguments') ? task.map('Arguments') : task.map('Parameters');
    const event = argumentsOf.text('InvocationType').known === 'Event';
    return { target: targets.at(argumentsOf, 'FunctionName', 'Qualifier'), mode: event ? 'async' : 'sync' };
  }
  return task.link('Resource').service === 'lambda' ? { target: targets.at(task, 'Resource'), mode: 'sync' } : undefined;
}

function firehose(resource: Resource, targets: FunctionTargets): readonly InvokerFact[] {
  const destinations = resource.properties.keys().filter(key => key.endsWith('DestinationConfiguration'));
  return destinations.flatMap(key => resource.properties.maps(`${key}.ProcessingConfiguration.Processors`))
    .filter(processor => processor.text('Type').known === 'Lambda')
    .flatMap(processor => processor.maps('Parameters').filter(one => one.text('ParameterName').known === 'LambdaArn'))
    .map(parameter => invoker(resource, {
      via: 'firehose',
      mode: 'sync',
      target: targets.at(parameter, 'ParameterValue'),
      source: linkTo(resource),
      patience: known(QUOTAS.deliveryTransform.value),
      settings: parameter,
    }));
}

function distribution(resource: Resource, targets: FunctionTargets): readonly InvokerFact[] {
  const config = resource.properties.map('DistributionConfig');
  return [config.map('DefaultCacheBehavior'), ...config.maps('CacheBehaviors')]
    .flatMap(behavior => behavior.maps('LambdaFunctionAssociations'))
    .map(association => invoker(resource, {
      via: 'cloudfront',
      mode: 'sync',
      target: targets.at(association, 'LambdaFunctionARN'),
      source: linkTo(resource),
      patience: known((atViewer(association) ? QUOTAS.edgeViewerTimeout : QUOTAS.edgeOriginTimeout).value),
      settings: association,
    }));
}

function atViewer(association: Properties): boolean {
  return (association.text('EventType').known ?? '').startsWith('viewer');
}
